// Passkeys: asks the server for the question, the browser for the answer, and sends the answer with the form around the button.
// <form> … <input type="hidden" name="Credential"> <button type="button" data-passkey="add|sign-in" data-failed="…" data-missing="…"> … <p data-passkey-message>

const supported = typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
let waiting;

async function question(form, kind) {
  const answer = await fetch(`/account/passkey-options/${kind}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { RequestVerificationToken: form.elements.__RequestVerificationToken.value },
  });
  if (!answer.ok) throw new Error(`The portal answered ${answer.status}.`);
  return answer.json();
}

async function ask(form, kind, mediation) {
  // One question at a time: the quiet one in the e-mail field gives way to the button.
  waiting?.abort();
  waiting = new AbortController();
  const options = await question(form, kind);
  const credential = kind === 'add'
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options), signal: waiting.signal })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), mediation, signal: waiting.signal });
  form.elements.Credential.value = JSON.stringify(credential);
  form.requestSubmit();
}

function say(form, text) {
  const place = form.querySelector('[data-passkey-message]');
  if (!place) return;
  place.hidden = !text;
  place.querySelector('span').textContent = text;
}

function wire(button) {
  const form = button.form;
  button.hidden = false;
  button.addEventListener('click', async () => {
    if (!supported) return say(form, button.dataset.missing);
    say(form, '');
    button.disabled = true;
    try {
      await ask(form, button.dataset.passkey);
    } catch (error) {
      if (error.name !== 'AbortError') say(form, button.dataset.failed);
    } finally {
      button.disabled = false;
    }
  });

  if (button.dataset.passkey === 'sign-in' && supported) quietly(form);
}

// The browser offers a passkey among the e-mail addresses it would fill in, without any press.
async function quietly(form) {
  if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
  try {
    await ask(form, 'sign-in', 'conditional');
  } catch {
    // Nobody asked for it, so nobody is told that it did not work.
  }
}

document.querySelectorAll('[data-passkey]').forEach(wire);
