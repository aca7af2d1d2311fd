// Sends the chosen file as an ordinary form, so that the circuit carries only the progress.
export function attach(input, page, address, maxBytes) {
  input.addEventListener('change', () => {
    const file = input.files[0];
    // The same file may be chosen again after a refusal.
    input.value = '';
    if (!file) return;
    if (file.size > maxBytes) { page.invokeMethodAsync('Ended', 'TooLarge'); return; }
    send(file, page, address);
  });
}

function send(file, page, address) {
  const form = new FormData();
  form.append('file', file);
  const request = new XMLHttpRequest();
  let told = -1;
  request.upload.onprogress = event => {
    const percent = event.lengthComputable ? Math.floor(100 * event.loaded / event.total) : 0;
    // Every tenth is enough for the eye and spares the circuit.
    if (percent >= told + 10 || percent === 100) { told = percent; page.invokeMethodAsync('Progressed', percent); }
  };
  request.onload = () => page.invokeMethodAsync('Ended', request.status === 200 ? null : problemOf(request));
  request.onerror = request.onabort = () => page.invokeMethodAsync('Ended', 'Connection');
  request.open('POST', address);
  const token = document.querySelector('input[name="__RequestVerificationToken"]');
  if (token) request.setRequestHeader('RequestVerificationToken', token.value);
  page.invokeMethodAsync('Progressed', 0);
  request.send(form);
}

function problemOf(request) {
  if (request.status === 413) return 'TooLarge';
  try { return JSON.parse(request.responseText).problem ?? 'Connection'; } catch { return 'Connection'; }
}
