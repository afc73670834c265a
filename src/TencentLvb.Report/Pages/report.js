"use strict";
(() => {
  const tip = document.getElementById("tip");
  const offsets = document.body.dataset.offsets.split(" ").map(Number);
  let shown = null;

  // The points of a line: seconds, value. The path contains both as whole numbers, relative to the previous point.
  const points = plot => plot.points ??= [...plot.querySelector(".line").getAttribute("d")
    .matchAll(/([Ml])(-?\d+) ?(-?\d+)/g)].reduce((all, [, kind, x, y]) => {
    const last = kind === "M" ? [0, 0] : all[all.length - 1];
    all.push([last[0] + +x, last[1] + +y]);
    return all;
  }, []);

  const two = number => String(number).padStart(2, "0");

  const clock = seconds => {
    let offset = offsets[1];
    for (let i = 0; i < offsets.length; i += 2) if (offsets[i] <= seconds) offset = offsets[i + 1];
    const time = new Date((seconds + offset * 60) * 1000);
    return `${two(time.getUTCMonth() + 1)}-${two(time.getUTCDate())} ${two(time.getUTCHours())}:${two(time.getUTCMinutes())}`;
  };

  const hide = () => {
    tip.hidden = true;
    shown?.hair.remove();
    shown = null;
  };

  const show = (chart, index) => {
    const plot = chart.querySelector(".plot");
    const all = points(plot);
    if (!all.length) return;
    const at = Math.max(0, Math.min(all.length - 1, index));
    const share = all[at][0] / plot.viewBox.baseVal.width;
    if (shown?.chart !== chart) hide();
    const hair = shown?.hair ?? plot.parentNode.appendChild(document.createElementNS(plot.namespaceURI, "line"));
    const top = +plot.getAttribute("y");
    const x = `${share * 100}%`;
    const values = { class: "hair", x1: x, x2: x, y1: top, y2: top + +plot.getAttribute("height") };
    for (const name in values) hair.setAttribute(name, values[name]);
    shown = { chart, hair, at };
    const value = all[at][1] / +plot.dataset.scale;
    const shownValue = value.toLocaleString("en-US", { maximumFractionDigits: 2 });
    tip.textContent = `${clock(+plot.dataset.start + all[at][0])}  ${shownValue} ${plot.dataset.unit}`;
    tip.hidden = false;
    const box = chart.getBoundingClientRect();
    const left = box.left + share * box.width - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(4, Math.min(document.documentElement.clientWidth - tip.offsetWidth - 4, left))}px`;
    tip.style.top = `${Math.max(4, box.top - tip.offsetHeight + 6)}px`;
  };

  const chartOf = event => event.target.closest?.("svg.chart");

  const nearest = (chart, clientX) => {
    const box = chart.getBoundingClientRect();
    const plot = chart.querySelector(".plot");
    const x = (clientX - box.left) / box.width * plot.viewBox.baseVal.width;
    return points(plot).reduce((best, point, i, all) => Math.abs(point[0] - x) < Math.abs(all[best][0] - x) ? i : best, 0);
  };

  document.addEventListener("pointermove", event => {
    const chart = chartOf(event);
    if (chart) show(chart, nearest(chart, event.clientX)); else if (shown && document.activeElement !== shown.chart) hide();
  });
  document.addEventListener("focusin", event => {
    const chart = chartOf(event);
    if (chart && event.target.matches(":focus-visible")) show(chart, points(chart.querySelector(".plot")).length - 1);
  });
  document.addEventListener("focusout", hide);
  document.addEventListener("scroll", hide, { passive: true });
  window.addEventListener("resize", hide);
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") hide();
    const chart = chartOf(event);
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -Infinity, End: Infinity }[event.key];
    if (!chart || !step) return;
    event.preventDefault();
    const last = points(chart.querySelector(".plot")).length - 1;
    show(chart, Math.max(0, Math.min(last, (shown?.chart === chart ? shown.at : last) + step)));
  });
  document.hideTip = hide;
})();
