"use strict";
// The records of a text and their marks, each shown by the other.
const text = document.querySelector(".text");
const list = document.querySelector(".records");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

const named = (record) => CSS.escape(record);
const marksOf = (record) => text.querySelectorAll(`[data-records~="${named(record)}"]`);
const entryOf = (record) => document.getElementById(`r-${record}`);
const chosen = () => decodeURIComponent(location.hash.slice(1)).replace(/^r-/, "");

function light(record, name) {
  for (const lit of document.querySelectorAll(`.${name}`)) lit.classList.remove(name);
  if (!record) return;
  for (const mark of marksOf(record)) mark.classList.add(name);
  entryOf(record)?.classList.add(name);
}

// Within its own list only: the text stays where it is.
function showEntry(record, smoothly) {
  const entry = entryOf(record);
  if (!entry || list.scrollHeight <= list.clientHeight) return;
  const top = entry.offsetTop - list.offsetTop - (list.clientHeight - entry.offsetHeight) / 3;
  list.scrollTo({ top, behavior: smoothly && !still ? "smooth" : "auto" });
}

function choose(event) {
  light(chosen(), "lit");
  showEntry(chosen(), Boolean(event));
}

function leave() {
  history.replaceState(null, "", location.pathname + location.search);
  light("", "lit");
}

if (list) {
  document.documentElement.classList.add("scripted");
  addEventListener("hashchange", choose);
  choose();

  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    list.addEventListener(begin, (event) => {
      const entry = event.target.closest(".record");
      if (entry) light(entry.id.slice(2), "near");
    });
    list.addEventListener(end, () => light("", "near"));
  }

  // Where several records share a word, the next click shows the next of them; the smallest comes first.
  text.addEventListener("click", (event) => {
    if (!getSelection().isCollapsed) return;
    const mark = event.target.closest("[data-records]");
    if (!mark) return leave();
    const records = mark.dataset.records.split(" ").reverse();
    const next = records[(records.indexOf(chosen()) + 1) % records.length];
    history.replaceState(null, "", `#${encodeURIComponent(next)}`);
    choose(event);
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") leave(); });
}
