// Makes and uses passkeys on the node's own pages (WebAuthn Level 3, section 5): asks the node what to ask of the
// authenticator, puts the answer into the form, and sends it.

const canParse =
  typeof PublicKeyCredential === "function" &&
  "parseCreationOptionsFromJSON" in PublicKeyCredential &&
  "parseRequestOptionsFromJSON" in PublicKeyCredential;

/** Which of the part's texts tells the person what the browser said no with. */
const texts = { InvalidStateError: "known", NotSupportedError: "impossible" };

class Refusal extends Error {}

async function optionsFrom(path, form) {
  const response = await fetch(path, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(new FormData(form)),
  });
  const answer = await response.json();
  if (response.ok) return answer;
  form.elements.namedItem(answer.field ?? "")?.focus();
  throw new Refusal(answer.error);
}

async function ask(act, options) {
  if (act === "create") {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  }
  return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
}

function enliven(part) {
  const [answer, button, error] = part.children;
  part.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    error.textContent = "";
    try {
      const credential = await ask(
        part.dataset.passkey,
        await optionsFrom(part.dataset.options, button.form),
      );
      answer.value = JSON.stringify(credential);
      // Not requestSubmit(): the password is not needed.
      button.form.submit();
    } catch (thrown) {
      error.textContent =
        thrown instanceof Refusal ? thrown.message : part.dataset[texts[thrown.name] ?? "again"];
    } finally {
      // Whoever comes back to this page may want to press it again.
      button.disabled = false;
    }
  });
}

if (canParse) for (const part of document.querySelectorAll("[data-passkey]")) enliven(part);
