// Makes a retry one act: the same content keeps its id until the server has it, so that the server knows a repeat. Other
// content is another act, also when the first may have arrived.

export class Attempt {
  constructor() {
    this.content = null;
    this.id = null;
  }

  /** The id to send this content under. */
  idFor(...content) {
    const same = JSON.stringify(content);
    if (same !== this.content) Object.assign(this, { content: same, id: crypto.randomUUID() });
    return this.id;
  }

  /** The server has it: what follows is new, also when it says the same. */
  done() {
    this.content = null;
  }
}
