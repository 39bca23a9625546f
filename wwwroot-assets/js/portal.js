// Enhancements only: every page and form works without this file. Words come from the page, never from here.

// A form is sent once, however often the thumb taps: <form data-once>, <button data-busy="Opening the payment page…">.
const idle = new Map();
addEventListener('submit', event => {
  const form = event.target;
  if (!form.matches('[data-once]')) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = 'yes';

  const button = event.submitter;
  if (!button?.dataset.busy) return;
  idle.set(button, [...button.childNodes]);
  button.replaceChildren(button.dataset.busy);
  button.setAttribute('aria-busy', 'true');
});

// Coming back with the browser's back button: the page is as it was before the tap.
addEventListener('pageshow', event => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll('[data-sent]')) delete form.dataset.sent;
  for (const [button, was] of idle) {
    button.replaceChildren(...was);
    button.removeAttribute('aria-busy');
  }
});

// Copy and print, which need a script, show themselves only where there is one:
// <button class="link" type="button" data-copy="ID" data-copied="Copied" hidden>, <button … data-print hidden>.
const heard = document.body.appendChild(document.createElement('output'));
heard.className = 'hush';

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = !navigator.clipboard;
  const word = button.querySelector('span');
  const before = word.textContent;
  button.addEventListener('click', async () => {
    // Banks want the digits alone.
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.replace(/\s/g, ''));
    heard.textContent = word.textContent = button.dataset.copied;
    setTimeout(() => { heard.textContent = ''; word.textContent = before; }, 2500);
  });
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}

// The menu closes as people expect: on Escape and on a tap beside it.
const menu = document.querySelector('.menu');
const closeMenu = event => {
  if (!menu?.open || event.key !== 'Escape' && (event.key || menu.contains(event.target))) return;
  menu.open = false;
  if (event.key) menu.querySelector('summary').focus();
};
addEventListener('keydown', closeMenu);
addEventListener('click', closeMenu);

// A payment being confirmed: ask again until the page no longer waits, ever more slowly, for two minutes.
const waits = page => page.querySelector('[data-wait]');
const askAgain = async seconds => {
  await new Promise(resolve => setTimeout(resolve, seconds * 1000));
  const answer = await fetch(location.href).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html');
  if (page && !waits(page)) location.reload();
  else if (seconds < 16) askAgain(seconds * 1.25);
};
if (waits(document)) askAgain(1.5);

// The desk finds as one types: <form data-find> leads to a page whose part [data-found] takes the place of this one's.
const find = document.querySelector('[data-find]');
const found = document.querySelector('[data-found]');
let pause, asked = find && new URLSearchParams(new FormData(find)).toString();
find?.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(async () => {
    const wish = new URLSearchParams(new FormData(find)).toString();
    if (wish === asked) return;
    const address = find.action + '?' + (asked = wish);
    const answer = await fetch(address).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-found]');
    if (!page || asked !== wish) return;   // signed out, or something else was typed meanwhile
    found.replaceChildren(...page.childNodes);
    history.replaceState(null, '', address);
  }, 150);
});

// A draft's time runs, by the portal's clock: <b data-countdown="SECONDS LEFT" data-words="in # minutes">.
for (const clock of document.querySelectorAll('[data-countdown]')) {
  const end = performance.now() + clock.dataset.countdown * 1000;
  const tick = () => {
    const minutes = Math.ceil((end - performance.now()) / 60000);
    clock.textContent = clock.dataset.words.replace('#', Math.max(1, minutes));
  };
  setInterval(tick, 10000);
}

// Several invoices in one payment: the button says what the ticked ones come to. Without this the page asks once more.
for (const form of document.querySelectorAll('[data-sum]')) {
  const total = document.querySelector('[data-total]');
  const digits = new Intl.NumberFormat(form.dataset.sum, { style: 'currency', currency: form.dataset.currency }).resolvedOptions().maximumFractionDigits;
  const number = new Intl.NumberFormat(form.dataset.sum, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const words = total.textContent;
  form.addEventListener('change', () => {
    const sum = [...form.querySelectorAll('[data-minor]:checked')].reduce((all, box) => all + Number(box.dataset.minor), 0);
    form.elements.shown.value = sum;
    total.textContent = words.replace(/\d[\d\s.,’]*\d|\d/, number.format(sum / 10 ** digits));
  });
}
