// Dropping files and progress. Without this script the form sends the files and waits for the report.
"use strict";

const form = document.getElementById("upload");
if (form) {
  const files = document.getElementById("files");
  const box = document.getElementById("progress");
  const says = document.getElementById("progress-says");
  const bar = document.getElementById("progress-bar");
  const button = form.querySelector("button");
  form.querySelectorAll(".only-script").forEach((line) => { line.hidden = false; });

  // What is going on, and how much of it is done in percent; null where nobody knows.
  const tell = (words, done) => {
    box.hidden = false;
    if (says.textContent !== words) says.textContent = words;
    if (done === null) bar.removeAttribute("value"); else bar.value = done;
  };

  const stop = (words) => {
    tell(words, 0);
    bar.hidden = true;
    button.disabled = false;
  };

  const watch = async (letters, next) => {
    for (;;) {
      let all;
      try {
        all = await (await fetch(form.action.replace(/upload$/, "progress"), { cache: "no-store" })).json();
      } catch {
        return stop("acquit does not answer any more. Start it again, and choose the files again.");
      }
      const own = all.filter((one) => letters.includes(one.id));
      const read = own.filter((one) => one.stage === "told" || one.stage === "broken").length;
      if (read === own.length) return location.assign(next);
      const seconds = Math.max(...own.map((one) => one.seconds));
      const what = letters.length === 1 ? "The letter is being read" : `${read} of ${letters.length} letters are read`;
      tell(seconds > 4 ? `${what} (a scan can take a minute)` : what, letters.length === 1 ? null : (100 * read) / letters.length);
      await new Promise((done) => setTimeout(done, 250));
    }
  };

  // Shows the page that the server answered with instead of a report.
  const show = (page) => {
    const other = new DOMParser().parseFromString(page, "text/html").querySelector("main");
    stop(other ? other.innerText.trim() : "The upload was not taken. Choose the files again.");
  };

  const send = () => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("X-Acquit-Script", "1");
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) tell("The files are handed over", (100 * event.loaded) / event.total);
    });
    request.addEventListener("load", () => {
      if (request.status !== 202) return show(request.responseText);
      const { letters, next } = JSON.parse(request.responseText);
      return watch(letters, next);
    });
    request.addEventListener("error", () => {
      stop("The upload was cut off. The files may be too large together: choose the letter alone.");
    });
    button.disabled = true;
    bar.hidden = false;
    tell("The files are handed over", 0);
    request.send(new FormData(form));
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });

  // Anywhere on the page, or the browser would open the file itself.
  const carries = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  addEventListener("dragover", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    form.classList.add("over");
  });
  addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over");
  });
  addEventListener("drop", (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length === 0 || button.disabled) return;
    files.files = event.dataTransfer.files;
    send();
  });
}
