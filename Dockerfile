# Leerbot in a container: docker build --tag leerbot . (docs/how-to/containers.md). Not root, no shell, and it writes nothing
# outside what is mounted for it. Name the two images with their digest (--build-arg) to build it of the same parts again later.
ARG BUILT_ON=docker.io/library/python:3.11-slim-bookworm
ARG RUNS_ON=gcr.io/distroless/python3-debian12:nonroot

FROM ${BUILT_ON} AS build
WORKDIR /src
ENV PYTHONPATH=/opt/leerbot
COPY requirements-postgres.lock ./
RUN ["python", "-m", "pip", "install", "--no-cache-dir", "--require-hashes", "--target", "/opt/leerbot", "--requirement", "requirements-postgres.lock"]
COPY pyproject.toml README.md ./
COPY bot bot
COPY dialogs dialogs
COPY storage storage
COPY manifest manifest
RUN ["python", "-m", "pip", "install", "--no-cache-dir", "--no-deps", "--no-build-isolation", "--target", "/opt/leerbot", "."]

FROM ${RUNS_ON}
COPY --from=build /opt/leerbot /opt/leerbot
ENV PYTHONPATH=/opt/leerbot PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /opt/leerbot
USER 65532:65532
EXPOSE 8787
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["/usr/bin/python3", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8787/health/live', timeout=4)"]
ENTRYPOINT ["/usr/bin/python3", "-m", "bot"]
CMD ["serve"]
