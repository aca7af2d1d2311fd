// Keeps a list that others write to fresh, without losing the place or what is being typed.
const every = Number(document.querySelector('[data-refresh]')?.dataset.refresh ?? 0);

async function refresh() {
  const old = document.querySelector('[data-refresh]');
  if (!old || document.hidden || old.contains(document.activeElement) && document.activeElement.matches('input')) return;
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-refresh]');
  if (fresh && fresh.innerHTML !== old.innerHTML) old.innerHTML = fresh.innerHTML;
}

if (every > 0) setInterval(() => refresh().catch(() => { }), every * 1000);
