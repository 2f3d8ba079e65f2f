// Hears what happens, live. When the line is lost it says so, comes back by itself, and tells when to read on.

const AGAIN = 3_000;

/**
 * Listen to the server's events. `heard` holds `message`, `clock` and `timeline`, each given the event's data; `lost` is
 * called when the line breaks, `back` each time it is there (again): then is the moment to read on.
 */
export function listen({ heard, lost, back }) {
  const source = new EventSource("/chat/api/stream");
  for (const [name, hear] of Object.entries(heard)) {
    source.addEventListener(name, (event) => hear(JSON.parse(event.data)));
  }
  source.onopen = back;
  source.onerror = () => {
    lost();
    // The browser tries again by itself, except after an answer that was no stream at all.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => listen({ heard, lost, back }), AGAIN);
  };
}
