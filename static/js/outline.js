// Marks in the outline which section and which question stand at the top of the window.

export function followScroll(places, navs) {
  const links = new Map();
  for (const nav of navs) {
    for (const link of nav.querySelectorAll('a[href^="#"]')) {
      const id = decodeURIComponent(link.hash.slice(1));
      links.set(id, [...(links.get(id) ?? []), link]);
    }
  }
  const known = [...places].filter((place) => links.has(place.id));
  if (!known.length) return;
  const isSection = (place) => place.matches("h2");
  let marked = new Set();
  let waiting = false;

  function mark() {
    waiting = false;
    const line = window.innerHeight * 0.25;
    const passed = known.filter((place) => place.getBoundingClientRect().top <= line);
    const section = passed.findLast(isSection) ?? known.find(isSection);
    const last = passed.at(-1);
    const question = last && !isSection(last) ? last : null;
    const now = new Set([section, question].filter(Boolean).flatMap((place) => links.get(place.id)));
    for (const link of marked) if (!now.has(link)) link.removeAttribute("aria-current");
    for (const link of now) if (!marked.has(link)) link.setAttribute("aria-current", "true");
    const frame = document.querySelector(".outline-frame");
    if (section && frame) keepInView(links.get(section.id).find((link) => frame.contains(link)), frame);
    marked = now;
  }

  function keepInView(link, frame) {
    if (!link || frame.scrollHeight <= frame.clientHeight) return;
    const top = link.offsetTop - frame.clientHeight / 3;
    if (Math.abs(frame.scrollTop - top) > frame.clientHeight / 3) frame.scrollTop = top;
  }

  window.addEventListener(
    "scroll",
    () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    },
    { passive: true },
  );
  mark();
}
