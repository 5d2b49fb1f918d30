"use strict";
// Files that are dropped or chosen are sent one by one, each with its progress. Without this the form does it.
(() => {
  const form = document.getElementById("import");
  if (!form) return;
  const drop = document.getElementById("drop");
  const file = document.getElementById("file");
  const section = document.getElementById("jobs");
  const list = section.querySelector(".jobs");
  const most = Number(form.dataset.most) * 1e6;

  const made = (name, text, parent) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    parent.append(element);
    return element;
  };
  const several = (number, name) => `${number.toLocaleString("en")} ${name}${number === 1 ? "" : "s"}`;

  const row = (name) => {
    section.hidden = false;
    const item = document.createElement("li");
    list.prepend(item);
    const head = made("p", "", item);
    made("b", name, head);
    head.append(" ");
    const state = made("span", "waiting", head);
    state.className = "state-of";
    const progress = made("progress", "", head);
    progress.max = 1;
    progress.value = 0;
    progress.setAttribute("aria-label", `${name}, sent`);
    return { state, progress, told: made("ul", "", item) };
  };

  const failed = (at, text) => {
    at.state.textContent = "failed";
    at.progress.remove();
    made("li", text, at.told).className = "failed";
  };

  const show = (at, job) => {
    at.state.textContent = job.state;
    at.told.replaceChildren();
    for (const one of job.documents) {
      const item = made("li", "", at.told);
      made("a", one.title || "A text without a title", item).href = `/documents/${encodeURIComponent(one.id)}`;
      item.append(" ");
      const counts = [several(one.statements, "statement"), several(one.events, "event"), several(one.claims, "claim")];
      made("span", counts.join(", ") + (one.added ? "" : "; it was here already"), item).className = "note";
    }
    if (job.rows || job.rejected) {
      const item = made("li", `${several(job.rows, "row")} of event data taken in, ${job.rejected.toLocaleString("en")} rejected. `, at.told);
      made("a", "Events", item).href = "/events";
    }
    for (const problem of job.problems) made("li", problem, at.told).className = "failed";
    if (job.untold) made("li", `and ${job.untold} more`, at.told).className = "failed";
  };

  const follow = async (at, job) => {
    at.progress.remove();
    show(at, job);
    while (job.state === "waiting" || job.state === "working") {
      const answer = await fetch(`/api/v1/imports/${encodeURIComponent(job.id)}?wait=20`);
      const told = await answer.json();
      if (!answer.ok) return failed(at, told.detail);
      job = told;
      show(at, job);
    }
  };

  const send = (at, data) => new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/imports");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) at.progress.value = event.loaded / event.total;
      at.state.textContent = "sending";
    };
    request.onload = () => {
      let told = {};
      try { told = JSON.parse(request.responseText); } catch { told.detail = request.statusText; }
      if (request.status === 202) done(follow(at, told).catch((error) => failed(at, String(error))));
      else done(failed(at, told.detail || `refused (${request.status})`));
    };
    request.onerror = () => done(failed(at, "the server did not answer; send it again"));
    request.send(data);
  });

  const data = (fields) => {
    const sent = new FormData();
    for (const name of ["published", "outlet", "format"]) {
      if (form.elements[name].value) sent.append(name, form.elements[name].value);
    }
    for (const [name, value] of Object.entries(fields)) sent.append(name, value);
    return sent;
  };

  // One after the other: a hundred files at once would only wait at the server.
  const take = async (files) => {
    const rows = files.map((each) => [each, row(each.name)]);
    for (const [each, at] of rows) {
      if (each.size > most) failed(at, `larger than ${form.dataset.most} MB; send it in parts`);
      else await send(at, data({ file: each }));
    }
  };

  drop.querySelector(".hint").hidden = false;
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => { event.preventDefault(); take([...event.dataTransfer.files]); });
  // A file that misses the zone would else take the place of the page.
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
  form.addEventListener("submit", (event) => {
    if (!form.reportValidity()) return;
    event.preventDefault();
    const text = form.elements.text.value.trim();
    if (file.files.length) take([...file.files]).then(() => { file.value = ""; });
    else if (text) send(row("pasted text"), data({ text }));
    else file.focus();
  });
})();
