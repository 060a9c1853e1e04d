import type { Markup } from './markup.ts';

/**
 * Sorting and filtering for tables and lists that are marked for it. Everything can be read without: the script adds its own buttons and
 * boxes, and loads nothing. Sorting keeps rows within their part of the table, so that what is set apart stays apart.
 */
export const SCRIPT: Markup = {
  markup: `
(function () {
  'use strict';
  var make = function (name, text) { var one = document.createElement(name); if (text) one.textContent = text; return one; };
  var number = 0;
  document.querySelectorAll('table[data-sort]').forEach(function (table) {
    table.querySelectorAll('thead th').forEach(function (head, column) {
      var button = make('button', head.textContent);
      button.type = 'button';
      head.textContent = '';
      head.append(button);
      button.addEventListener('click', function () {
        var down = head.getAttribute('aria-sort') !== 'descending' && (head.className === 'number' || head.getAttribute('aria-sort') === 'ascending');
        table.querySelectorAll('thead th').forEach(function (one) { one.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        Array.prototype.forEach.call(table.tBodies, function (body) {
          var rows = Array.prototype.filter.call(body.rows, function (row) { return row.className !== 'why'; });
          var keys = new Map(rows.map(function (row) {
            var cell = row.cells[column], by = cell.dataset.by;
            return [row, by === undefined ? cell.textContent : by === '' ? null : Number(by)];
          }));
          rows.sort(function (a, b) {
            var x = keys.get(a), y = keys.get(b);
            if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
            var order = typeof x === 'number' ? x - y : x.localeCompare(y, 'en-GB', { numeric: true });
            return down ? -order : order;
          }).forEach(function (row) { body.append(row); });
        });
      });
    });
  });
  document.querySelectorAll('[data-filter]').forEach(function (place) {
    var isTable = place.tagName === 'TABLE';
    var items = Array.prototype.filter.call(place.querySelectorAll(isTable ? 'tbody tr' : '[data-item]'), function (one) { return one.className !== 'why'; });
    if (items.length < 6) return;
    var bar = make('div'), said = make('span'), tests = [];
    bar.className = 'filter';
    said.setAttribute('role', 'status');
    var add = function (words, control, test) {
      var label = make('label', words + ' ');
      control.id = 'filter-' + (number += 1);
      label.htmlFor = control.id;
      label.append(control);
      bar.append(label);
      tests.push(test);
      control.addEventListener('input', apply);
    };
    var input = make('input');
    input.type = 'search';
    var texts = items.map(function (one) { return one.textContent.toLowerCase(); });
    (place.dataset.choose || '').split(' ').filter(Boolean).forEach(function (name) {
      var select = make('select');
      var known = Array.from(new Set(items.flatMap(function (one) { return (one.dataset[name] || '').split('|'); }).filter(Boolean))).sort();
      [''].concat(known).forEach(function (value) { var option = make('option', value || 'All'); option.value = value; select.append(option); });
      add(name.charAt(0).toUpperCase() + name.slice(1), select, function (one) { return !select.value || (one.dataset[name] || '').split('|').includes(select.value); });
    });
    add('Filter ' + place.dataset.filter, input, function (one, index) { return texts[index].includes(input.value.trim().toLowerCase()); });
    function apply() {
      var left = 0;
      items.forEach(function (one, index) {
        var keep = tests.every(function (test) { return test(one, index); });
        one.hidden = !keep;
        if (keep) left += 1;
      });
      if (!isTable) place.querySelectorAll('[data-group]').forEach(function (group) { group.hidden = !group.querySelector('[data-item]:not([hidden])'); });
      said.textContent = left + ' of ' + items.length + ' ' + place.dataset.filter + ' shown';
    }
    bar.append(said);
    var before = isTable ? place.parentElement : place;
    before.parentElement.insertBefore(bar, before);
  });
})();
`,
};
