/**
 * Loads what elements of the page need when the first of them comes within two
 * screens of what the reader sees: a worksheet stands at the end of a lesson.
 * Now loads at once. While it does not load it is tried again when the network
 * comes back and when the reader goes there.
 */
export function whenNear(selector: string, now: boolean, load: () => Promise<void>): void {
  const elements = document.querySelectorAll(selector);
  const stop = new AbortController();
  let trying = false;
  const attempt = async (): Promise<void> => {
    if (trying) {
      return;
    }
    trying = true;
    try {
      await load();
      near.disconnect();
      stop.abort();
    } catch {
      trying = false;
    }
  };
  const near = new IntersectionObserver((seen) => {
    if (seen.some((one) => one.isIntersecting)) {
      void attempt();
    }
  }, { rootMargin: "200%" });
  for (const element of elements) {
    near.observe(element);
    element.addEventListener("focusin", () => void attempt(), { signal: stop.signal });
  }
  if (elements.length > 0) {
    addEventListener("online", () => void attempt(), { signal: stop.signal });
  }
  if (elements.length > 0 && now) {
    void attempt();
  }
}
