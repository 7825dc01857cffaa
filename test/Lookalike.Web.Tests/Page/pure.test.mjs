// The parts of the page that touch no document: run with `node --test`.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const page = new URL('../../../src/Lookalike.Web/Page/', import.meta.url);
const load = name => import(new URL(name, page));
const [address, crop, grid, format, i18n, contribution] = await Promise.all(
  ['address', 'crop', 'grid', 'format', 'i18n', 'contribution'].map(name => load(`pure/${name}.js`)));

test('a link reproduces keys of any text, weights, crops, filter and view', () => {
  const place = {
    view: 'collection',
    match: 'a/**/*.jpg',
    collapse: true,
    examples: [
      { key: 'pictures/a:b,c & ü/1?.jpg', weight: 1 },
      { key: 'b.jpg', weight: -0.5, crop: { x: 0.25, y: 0, width: 0.5, height: 1 } },
    ],
  };
  assert.deepEqual(address.read(address.write(place)), place);
});

test('the place where everybody begins has no query', () => assert.equal(address.write(address.home()), ''));

test('uploaded pictures are in no link', () =>
  assert.equal(address.write({ ...address.home(), examples: [{ query: 'token', weight: 1 }] }), ''));

test('what a link has that is no example is left out', () => {
  for (const bad of ['like=', 'like=2::a', 'like=x::a', 'like=1', 'like=1:', 'like=1::', 'like=NaN::a', 'other=1'])
    assert.deepEqual(address.read(bad).examples, [], bad);
  assert.equal(address.read('like=1:0,0,0,1:a').examples[0].crop, undefined);
  assert.equal(address.read('like=1:0,0,9,1:a').examples[0].crop, undefined);
});

test('a crop never leaves its picture and never vanishes, whatever is done to it', () => {
  let seed = 1;
  const random = () => (seed = seed * 16807 % 2147483647) / 2147483647;
  const handles = ['', 'n', 's', 'w', 'e', 'nw', 'ne', 'sw', 'se'];
  let part = crop.whole;
  for (let i = 0; i < 10_000; i++) {
    const [handle, dx, dy] = [handles[Math.floor(random() * handles.length)], random() * 2 - 1, random() * 2 - 1];
    part = handle ? crop.resize(part, handle, dx, dy) : crop.move(part, dx, dy);
    const near = 1e-9;
    assert.ok(part.x >= -near && part.y >= -near && part.x + part.width <= 1 + near && part.y + part.height <= 1 + near, JSON.stringify(part));
    assert.ok(part.width >= crop.smallest - near && part.height >= crop.smallest - near, JSON.stringify(part));
  }
});

test('arrows go through a grid row by row and stay in it', () => {
  assert.equal(grid.next('ArrowRight', 3, 10, 4), 4);
  assert.equal(grid.next('ArrowDown', 1, 10, 4), 5);
  assert.equal(grid.next('ArrowDown', 7, 10, 4), 9);
  assert.equal(grid.next('ArrowDown', 9, 10, 4), 9);
  assert.equal(grid.next('ArrowUp', 2, 10, 4), 2);
  assert.equal(grid.next('ArrowLeft', 0, 10, 4), 0);
  assert.equal(grid.next('End', 0, 10, 4), 9);
  assert.equal(grid.next('x', 0, 10, 4), undefined);
});

test('names, distances and sizes are written as people read them', () => {
  assert.equal(format.nameOf('a/b/c.jpg'), 'c.jpg');
  assert.equal(format.nameOf('c.jpg'), 'c.jpg');
  assert.equal(format.folderOf('a/b/c.jpg'), 'a/b');
  assert.equal(format.distance(0.12345, 'en'), '0.123');
  assert.equal(format.distance(0.12345, 'de'), '0,123');
  assert.equal(format.bytes(0, 'en'), '0 byte');
  assert.equal(format.bytes(1_234_567, 'en'), '1.2 MB');
});

test('both languages say the same things, with the same values', () => {
  const [english, german] = ['en', 'de'].map(language => JSON.parse(readFileSync(new URL(`strings.${language}.json`, page), 'utf8')));
  assert.deepEqual(Object.keys(german), Object.keys(english));
  for (const [name, sentence] of Object.entries(english)) {
    const values = text => [...text.matchAll(/\{\w+\}/g)].map(match => match[0]).sort();
    assert.deepEqual(values(german[name]), values(sentence), name);
  }
});

test('every sentence that the page says is there, and no other', () => {
  const words = JSON.parse(readFileSync(new URL('strings.en.json', page), 'utf8'));
  const files = ['app.js', 'announce.js', ...['camera', 'collection', 'compare', 'crop', 'hits', 'pad', 'query', 'search'].map(name => `elements/lk-${name}.js`)];
  const text = files.map(name => readFileSync(new URL(name, page), 'utf8')).join('\n');
  const said = new Set([...text.matchAll(/\bt\('(\w+)'/g), ...text.matchAll(/'drop(?:Now)?'/g)].map(match => match[1] ?? match[0].slice(1, -1)));
  const places = ['nowhere', 'everywhere', 'middle', 'top', 'bottom', 'left', 'right', 'topLeft', 'topRight', 'bottomLeft', 'bottomRight'];
  for (const name of [...places, 'n', 's', 'w', 'e', 'nw', 'ne', 'sw', 'se', 'side', 'flip', 'difference', 'why', 'search', 'collection']) said.add(name);
  for (const name of said) assert.ok(name in words, `nothing says ${name}`);
  for (const name of Object.keys(words)) assert.ok(said.has(name.replace(/\.one$/, '')), `nobody says ${name}`);
});

test('a sentence has its values, and counts one', () => {
  const words = { found: '{n} of {all}', 'found.one': 'one of {all}' };
  assert.equal(i18n.say(words, 'found', { n: 2, all: 5 }), '2 of 5');
  assert.equal(i18n.say(words, 'found', { n: 1, all: 5 }), 'one of 5');
  assert.equal(i18n.say(words, 'found', { n: 1000, shown: '1,000', all: 5 }), '1,000 of 5');
  assert.equal(i18n.say(words, 'other'), 'other');
  assert.equal(i18n.choose(['fr-FR', 'de-AT', 'en']), 'de');
  assert.equal(i18n.choose([]), 'en');
});

test('an explanation is put in words', () => {
  const cells = (...strong) => Array.from({ length: 49 }, (_, i) => strong.includes(i) ? 1 : 0);
  assert.equal(contribution.place(cells(), 7), 'nowhere');
  assert.equal(contribution.place(cells(0), 7), 'topLeft');
  assert.equal(contribution.place(cells(48), 7), 'bottomRight');
  assert.equal(contribution.place(cells(3), 7), 'top');
  assert.equal(contribution.place(cells(24), 7), 'middle');
  assert.equal(contribution.place(Array(49).fill(1), 7), 'everywhere');
  assert.deepEqual(contribution.strengths([-1, 0.05, 0.5, 1], 1), [0, 0, 0.5, 1]);
});
