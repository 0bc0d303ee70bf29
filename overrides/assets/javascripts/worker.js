// A page that was opened from disk may not start a worker, and the search is one. Here it runs in a hidden frame of the
// page instead, where its script finds what a worker has: messages.
if (location.protocol === "file:") {
  const load = (frame, address) =>
    new Promise((resolve, reject) => {
      const script = frame.contentDocument.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`Could not load ${address}`));
      frame.contentDocument.body.append(script);
    });

  const start = async (frame, address, answer) => {
    await new Promise((resolve) => {
      frame.onload = resolve;
      frame.hidden = true;
      frame.srcdoc = "<!doctype html><title>Worker</title>";
      document.body.append(frame);
    });
    const scope = frame.contentWindow;
    scope.postMessage = answer;
    await load(frame, address);
    return scope;
  };

  window.Worker = class extends EventTarget {
    #frame = document.createElement("iframe");
    #scope;

    constructor(address) {
      super();
      const answer = (data) => this.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }));
      this.#scope = start(this.#frame, new URL(address, document.baseURI).href, answer);
    }

    async postMessage(message) {
      const scope = await this.#scope;
      scope.dispatchEvent(new scope.MessageEvent("message", { data: scope.structuredClone(message) }));
    }

    terminate() {
      this.#frame.remove();
    }
  };
}
