// Says at sign-up, while one writes a name, whether it can be had: asks the node once the writing rests.

const REST_MILLIS = 300;

function enliven(input) {
  const verdict = document.getElementById("handle-verdict");
  let resting;
  let asking = new AbortController();

  const show = (text, isWrong) => {
    verdict.textContent = text;
    verdict.classList.toggle("error", isWrong);
    input.setAttribute("aria-invalid", String(isWrong));
  };

  async function check(handle) {
    const { signal } = asking;
    try {
      const response = await fetch(input.dataset.check, {
        method: "POST",
        headers: { accept: "application/json" },
        body: new URLSearchParams({ handle }),
        signal,
      });
      if (!response.ok) return;
      const { is_free: isFree, message } = await response.json();
      if (!signal.aborted) show(message, !isFree);
    } catch {
      // The answer to the form says what is wrong with the name, too.
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(resting);
    asking.abort();
    asking = new AbortController();
    // What was said was said of another name.
    show("", false);
    const handle = input.value.trim();
    if (handle !== "") resting = setTimeout(check, REST_MILLIS, handle);
  });
}

for (const input of document.querySelectorAll("[data-check]")) enliven(input);
