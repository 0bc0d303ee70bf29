// The search's worker is a seventh of what a page weighs, and most readers never search. It starts when somebody reaches for the
// search: until then its messages wait here. On disk there is nothing to save.
if (location.protocol !== "file:") {
  const Stock = window.Worker;
  const BOX = "[data-md-component=search]";
  const REACHING = ["focusin", "pointerover", "touchstart"];
  const isAsked = new URLSearchParams(location.search).has("q");

  window.Worker = class extends EventTarget {
    #waiting = [];
    #worker;
    #reaching = new AbortController();

    constructor(address, options) {
      super();
      const isSearch = String(address).includes("/assets/javascripts/search.js");
      const { signal } = this.#reaching;
      const start = () => {
        this.#reaching.abort();
        this.#start(new Stock(address, options));
      };
      const reached = ({ target }) => target.closest?.(`${BOX}, [for=__search]`) && start();
      if (!isSearch || isAsked) return void start();
      for (const kind of REACHING) addEventListener(kind, reached, { capture: true, passive: true, signal });
      addEventListener("keydown", start, { capture: true, signal }); // the search has keys of its own: F, S and the slash
    }

    #start(worker) {
      this.#worker = worker;
      for (const kind of ["message", "messageerror", "error"]) {
        worker.addEventListener(kind, ({ data }) => this.dispatchEvent(new MessageEvent(kind, { data })));
      }
      for (const message of this.#waiting.splice(0)) worker.postMessage(...message);
    }

    postMessage(...message) {
      if (this.#worker) this.#worker.postMessage(...message);
      else this.#waiting.push(message);
    }

    terminate() {
      this.#reaching.abort();
      this.#worker?.terminate();
    }
  };
}
