/** What the page does: finds rules, and goes from one to the next by keys. Nothing in it comes from rules. */
export const pageScript = `
const find = document.getElementById('find');
const lacking = document.getElementById('lacking');
const rules = [...document.querySelectorAll('.rule')];
const texts = rules.map((rule) => rule.textContent.toLowerCase());
function show() {
  const wanted = find.value.trim().toLowerCase();
  let shown = 0;
  rules.forEach((rule, index) => {
    rule.hidden = !texts[index].includes(wanted) || (lacking.checked && rule.dataset.whole === 'true');
    if (!rule.hidden) shown++;
  });
  document.getElementById('nothing').hidden = shown > 0;
}
find.addEventListener('input', show);
lacking.addEventListener('change', show);
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target === find) {
    if (event.key !== 'Escape') return;
    find.value = '';
    find.blur();
    show();
    return;
  }
  if (event.key === '/') {
    event.preventDefault();
    find.focus();
    return;
  }
  if (event.key !== 'j' && event.key !== 'k') return;
  const summaries = rules.filter((rule) => !rule.hidden).map((rule) => rule.querySelector('summary'));
  const at = summaries.indexOf(document.activeElement);
  const next = summaries[event.key === 'j' ? at + 1 : Math.max(0, at - 1)];
  if (next !== undefined) next.focus();
});
`;
