// What a page measures: contrast of each visible text, size of each target, anything wider than the screen.
// WCAG 2.2: 1.4.3 contrast (minimum), 2.5.8 target size (minimum), 1.4.10 reflow.
() => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const channels = (colour) => {
    if (!known.has(colour)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      known.set(colour, [r, g, b, a / 255]);
    }
    return known.get(colour);
  };
  const luminance = ([r, g, b]) => {
    const linear = [r, g, b].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const over = (top, ground) => [0, 1, 2].map((i) => top[i] * top[3] + ground[i] * (1 - top[3]));
  const groundOf = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      const colour = channels(getComputedStyle(one).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] > 0.99) break;
    }
    return layers.reverse().reduce((ground, layer) => over(layer, ground), [255, 255, 255]);
  };
  const isShown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const name = (element) => `${element.tagName.toLowerCase()}.${element.className}`.slice(0, 40);

  const contrast = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    const element = walker.currentNode.parentElement;
    if (!text || text === "·" || !element || element.closest("svg, script, style, .sr, .skip, [disabled]")) continue;
    if (!isShown(element)) continue;
    const style = getComputedStyle(element);
    const ground = groundOf(element);
    let opacity = 1;
    for (let held = element; held; held = held.parentElement) opacity *= getComputedStyle(held).opacity;
    const [r, g, b, a] = channels(style.color);
    const [one, other] = [luminance(over([r, g, b, a * opacity], ground)), luminance(ground)];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (isLarge ? 3 : 4.5) - 0.005) contrast.add(`${ratio.toFixed(2)} ${name(element)} “${text.slice(0, 30)}”`);
  }

  // 2.5.8: at least 24 by 24, or so far from others that circles of 24 around their middles do not meet.
  const boxes = [];
  for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary")) {
    if (!isShown(element) || element.type === "hidden" || element.closest(".skip, .sr")) continue;
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    // What floats over the page is no neighbour of what is under it.
    let layer = element;
    while (layer && !/fixed|sticky/.test(getComputedStyle(layer).position)) layer = layer.parentElement;
    if (width && bottom >= 0) boxes.push({ element, layer, left, top, right, bottom, width, height });
  }
  const distance = (one, x, y) =>
    Math.hypot(Math.max(one.left - x, 0, x - one.right), Math.max(one.top - y, 0, y - one.bottom));
  const targets = new Set();
  for (const box of boxes) {
    const { element, width, height } = box;
    if (width >= 23.5 && height >= 23.5) continue;
    // Links within a sentence are excepted, and boxes whose target is drawn by ::after.
    if (element.matches(".link, .check, .radio, .day-slider, .link-button") || element.closest("p, dd, .muted")) continue;
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const isCrowded = boxes.some((other) => other !== box && other.layer === box.layer && !other.element.contains(element) && !element.contains(other.element)
      && distance(other, x, y) < 12);
    if (isCrowded) targets.add(`${Math.round(width)}x${Math.round(height)} ${name(element)} “${(element.textContent || element.name || "").trim().slice(0, 24)}”`);
  }

  const wide = new Set();
  const limit = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > limit) {
    for (const element of document.querySelectorAll("body *")) {
      if (!isShown(element) || element.getBoundingClientRect().right <= limit + 1) continue;
      let holder = element.parentElement;
      while (holder && !/auto|scroll|hidden|clip/.test(getComputedStyle(holder).overflowX)) holder = holder.parentElement;
      if (!holder) wide.add(`${name(element)} to ${Math.round(element.getBoundingClientRect().right)} of ${limit}`);
    }
    if (!wide.size) wide.add(`${document.documentElement.scrollWidth} of ${limit}`);
  }
  return { contrast: [...contrast], targets: [...targets], wide: [...wide].slice(0, 6) };
}
