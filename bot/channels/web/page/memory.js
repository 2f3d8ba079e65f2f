// Remembers small choices of the page for the next visit. A browser that keeps nothing just starts afresh.

export function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(`leerbot.${name}`));
  } catch {
    return null;
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(`leerbot.${name}`, JSON.stringify(value));
  } catch {
    // Nothing depends on it.
  }
}
