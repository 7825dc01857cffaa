// The parts of the page that touch no document: run with `node --test`.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const page = new URL('../../../src/Lookalike.Web/Page/', import.meta.url);
const load = name => import(new URL(name, page));
const [address, chart, contribution, crop, format, frames, grid, i18n, labels, recipe, run] = await Promise.all(
  ['address', 'chart', 'contribution', 'crop', 'format', 'frames', 'grid', 'i18n', 'labels', 'recipe', 'run'].map(name => load(`pure/${name}.js`)));

function readLink(link) {
  const { search, hash } = new URL(link, 'http://localhost/');
  return address.read(search, hash);
}

test('a link reproduces keys of any text, weights, crops, filters, order, the pictures that are drawn, and the view', () => {
  const place = {
    view: 'collection',
    match: 'a/**/*.jpg',
    label: 0,
    collapse: true,
    strange: true,
    from: { key: 'a#b/?.png', weight: 1 },
    to: { key: 'c:d.png', weight: 1 },
    examples: [
      { key: 'pictures/a:b,c & ü/1?.jpg', weight: 1 },
      { key: 'b.jpg', weight: -0.5, crop: { x: 0.25, y: 0, width: 0.5, height: 1 } },
    ],
  };
  assert.deepEqual(readLink(address.write(place)), place);
});

test('the place where everybody begins has no query', () => assert.equal(address.write(address.home()), ''));

test('uploaded pictures are in no link', () => {
  const uploaded = { query: 'token', weight: 1 };
  assert.equal(address.write({ ...address.home(), examples: [uploaded], from: uploaded, to: uploaded }), '');
});

test('every view has a link, and a view that there is not is the search', () => {
  for (const view of address.views) assert.equal(readLink(address.write({ ...address.home(), view })).view, view);
  assert.equal(address.read('', '#model').view, 'model');
  assert.equal(address.read('?view=collection').view, 'collection');
  assert.equal(address.read('?view=collection', '#training').view, 'training');
  assert.equal(address.read('', '#nowhere').view, 'search');
});

test('a class in a link is a whole number', () => {
  assert.equal(address.read('label=7').label, 7);
  for (const bad of ['label=', 'label=x', 'label=1.5', 'label=1e3', 'label=99999999999']) assert.equal(address.read(bad).label, undefined, bad);
});

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
  const text = ['', 'elements/', 'pure/'].flatMap(folder => readdirSync(new URL(`./${folder}`, page)).filter(name => name.endsWith('.js'))
    .map(name => readFileSync(new URL(folder + name, page), 'utf8'))).join('\n');
  for (const [, name] of text.matchAll(/\bt\('([\w-]+)'/g)) assert.ok(name in words, `nothing says ${name}`);

  // Some names are put together: of a beginning in the text and an end that comes from elsewhere, or as the places of an explanation are.
  const begun = [...text.matchAll(/`([a-z]+-?)\$\{/g)].map(match => match[1]);
  const places = ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'];
  const isSaid = name => text.includes(`'${name}'`) || places.includes(name) || begun.some(start => name.startsWith(start) && name !== start);
  for (const name of Object.keys(words)) assert.ok(isSaid(name.replace(/\.one$/, '')), `nobody says ${name}`);
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

test('the pattern of a folder takes its keys, whatever its name', () => {
  assert.equal(format.folderPattern('holiday 2024'), 'holiday 2024/**');
  assert.equal(format.folderPattern('a*b'), 'a?b/**');
});

test('durations have the units that matter', () => {
  assert.deepEqual([0, 59, 89, 3540, 3600, 5400].map(seconds => format.duration(seconds, 'en')), ['0 sec', '59 sec', '1 min', '59 min', '1 hr', '1 hr 30 min']);
  assert.equal(format.duration(3599, 'de'), '1 Std.');
});

test('small numbers keep their digits', () => {
  assert.equal(format.small(0.0000123456, 'en'), '0.0000123');
  assert.equal(format.small(0.5, 'de'), '0,5');
  assert.equal(format.share(0.503, 'en'), '50%');
});

const epoch = (number, trainingLoss, validationLoss, stage = 'warm-up', loss = 'reconstruction') =>
  ({ epoch: number, stage, loss, trainingLoss, validationLoss, learningRate: 0.01, seconds: number });

test('losses of two kinds are on two charts, and stages are marked where they begin and end', () => {
  const epochs = [epoch(1, 5, 4, 'contrastive', 'contrastive'), epoch(2, 4, 3, 'contrastive', 'contrastive'), epoch(3, 0.1, 0.1, 'decoder')];
  assert.deepEqual(chart.kinds(epochs).map(kind => [kind.loss, kind.epochs.length]), [['contrastive', 2], ['reconstruction', 1]]);
  assert.deepEqual(chart.stages(epochs), [{ stage: 'contrastive', first: 1, last: 2 }, { stage: 'decoder', first: 3, last: 3 }]);
});

test('the numbers of an axis are round, in it, and not too many', () => {
  assert.deepEqual(chart.ticks(0, 0.08, 5), [0, 0.02, 0.04, 0.06, 0.08]);
  assert.deepEqual(chart.ticks(1, 8, 8), [1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual(chart.ticks(3, 3, 5), [3]);
  for (const high of [1e-6, 0.3, 7, 12345]) {
    const found = chart.ticks(0, high, 6);
    assert.ok(found.length >= 2 && found.length <= 7 && found.every(value => value >= 0 && value <= high * 1.0001), `${high}: ${found}`);
  }

  assert.deepEqual(chart.logarithmicTicks(0.009, 0.3), [0.01, 0.02, 0.05, 0.1, 0.2]);
  assert.deepEqual(chart.logarithmicTicks(0.011, 0.07), [0.02, 0.03, 0.04, 0.05, 0.06]);
  assert.deepEqual(chart.logarithmicTicks(1e-5, 10), [1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10]);
});

test('an axis holds every loss between bottom and top, straight and logarithmic', () => {
  const epochs = [epoch(1, 0.08, 0.03), epoch(2, 0.001, 0.0005), epoch(3, 0, 0.0005)];
  for (const isLogarithmic of [false, true]) {
    const { place, ticks } = chart.axis(epochs, isLogarithmic);
    assert.ok(ticks.length >= 2);
    for (const value of [0.08, 0.03, 0.001, 0.0005]) assert.ok(place(value) >= 0 && place(value) <= 1, `${value}`);
    assert.ok(place(0.08) > place(0.03));
  }

  assert.ok(Number.isFinite(chart.axis([epoch(1, 0, 0)], true).place(0)));
});

test('a chart is said in words', () => assert.deepEqual(chart.summary([epoch(1, 3, 2), epoch(2, 2, 0.5), epoch(3, 1, 0.7)]), {
  n: 3, trainingFirst: 3, trainingLast: 1, first: 2, last: 0.7, best: 0.5, epoch: 2,
}));

test('the error between two pictures side by side is the mean of their squared differences, without alpha', () => {
  const pixel = value => [value, value, value, 255];
  const black = pixel(0), white = pixel(255);
  assert.equal(frames.meanSquaredError([...black, ...white], 1), 1);
  assert.equal(frames.meanSquaredError([...white, ...black, ...white, ...black], 2), 0);
  assert.equal(frames.meanSquaredError([...black, ...black, ...black, ...white, ...black, ...black, ...black, ...black], 2), 0.25);
  assert.equal(frames.meanSquaredError([255, 0, 0, 255, 0, 0, 0, 0], 1), 1 / 3);
});

test('a walk is played there and back, and seen at a glance from end to end', () => {
  let [at, way] = [0, 1];
  const seen = Array.from({ length: 5 }, () => ([at, way] = frames.step(at, way, 3))[0]);
  assert.deepEqual(seen, [1, 2, 1, 0, 1]);
  assert.deepEqual(frames.glance(33, 9), [0, 4, 8, 12, 16, 20, 24, 28, 32]);
  assert.deepEqual(frames.glance(3, 9), [0, 1, 2]);
});

test('a hit is of the class that is searched for only where all examples are of one', () => {
  assert.equal(labels.wanted([7, 7]), 7);
  for (const several of [[7, 1], [7, null], [null], []]) assert.equal(labels.wanted(several), undefined);
  assert.equal(labels.verdict(0, 0), 'same');
  assert.equal(labels.verdict(0, 1), 'other');
  assert.equal(labels.verdict(0, null), '');
  assert.equal(labels.verdict(undefined, 1), '');
});

const changes = ['rotation', 'shear', 'scale', 'shift', 'crop', 'flip', 'brightness', 'contrast', 'recolour', 'page', 'roughness'];

test('every line of every recipe has its words', () => {
  const words = JSON.parse(readFileSync(new URL('strings.en.json', page), 'utf8'));
  const every = {
    latentSize: 64, epochs: 4, batchSize: 128, learningRate: 0.01, rounds: 6, roundEpochs: 1, validationShare: 0.1, teacher: '0123456789abcdef', seed: 42,
    augmentation: Object.fromEntries(changes.map(name => [name, 0.1])),
  };
  for (const architecture of ['Compact', 'Reference']) {
    for (const objective of ['Reconstruction', 'Denoising', 'Neighbourhood', 'Contrastive', 'Distillation']) {
      for (const change of [{ schedule: 'Constant' }, { schedule: 'OneCycle', stepsPerEpoch: 64 }]) {
        const whole = { architecture, objective, ...every, ...change };
        for (const [name, sentence, values] of recipe.lines(whole)) {
          assert.ok(words[name], name);
          assert.doesNotMatch(i18n.say(words, sentence, values), /[{}]|undefined/, sentence);
          assert.ok(words[sentence], sentence);
        }

        assert.equal(recipe.copies(whole).length, changes.length);
        for (const [, sentence] of recipe.copies(whole)) assert.ok(words[sentence], sentence);
      }
    }
  }
});

test('a recipe says what was imported, leaves out what it does not have, and names rounds only where there were some', () => {
  assert.deepEqual(recipe.lines({ imported: { source: 'resnet18.onnx' } }), [['imported', 'asIs', { n: 'resnet18.onnx' }]]);
  assert.deepEqual(recipe.lines({}), []);
  const copies = recipe.copies({ augmentation: { rotation: 15, shear: 0, scale: 0.1 } });
  assert.deepEqual(copies, [['rotation', 'copy-rotation', { by: 15 }], ['scale', 'copy-scale', { by: 10 }]]);
  assert.ok(!recipe.lines({ objective: 'Denoising', rounds: 6 }).some(([name]) => name === 'rounds'));
});

const told = [
  ['begin', { source: 'mnist', images: 60_000, time: '2026-01-01T00:00:00Z' }],
  ['progress', { stage: 'warm-up', epoch: 1, step: 2, steps: 4, time: '2026-01-01T00:00:01Z' }],
  ['epoch', { ...epoch(1, 3, 2), time: '2026-01-01T00:00:02Z' }],
  ['sample', { epoch: 1, count: 8, time: '2026-01-01T00:00:03Z' }],
  ['sample', { epoch: 1, count: 8, time: '2026-01-01T00:00:03.5Z' }],
  ['stage', { stage: 'warm-up', recallAt1: 0.5, time: '2026-01-01T00:00:04Z' }],
  ['epoch', { ...epoch(2, 2, 1), time: '2026-01-01T00:00:05Z' }],
];
const followed = events => events.reduce((known, [name, data]) => run.follow(known, name, data), run.unheard());

test('a training is what was told of it, and told twice it is the same', () => {
  const once = followed(told);
  assert.equal(once.state, 'running');
  assert.deepEqual([once.epochs.length, once.samples.length, once.stages.length, once.progress.step], [2, 2, 1, 2]);
  assert.equal(once.heard, Date.parse('2026-01-01T00:00:05Z'));
  const twice = [...told, ...told.slice(2)].reduce((known, [name, data]) => run.follow(known, name, data), run.unheard());
  assert.deepEqual([twice.epochs.length, twice.samples.length, twice.stages.length], [2, 2, 1]);
});

test('pictures that are read are told before a run begins, and forget the run before', () => {
  const read = run.follow(followed([...told, ['done', {}]]), 'reading', { done: 5, total: 20, time: '2026-01-02T00:00:00Z' });
  assert.equal(read.state, 'running');
  assert.deepEqual([read.progress.prepared, read.epochs, read.samples], [0.25, [], []]);
  assert.equal(run.follow(read, 'begin', { images: 20 }).progress, undefined);
});

test('a training that begins anew forgets the one before', () => {
  const again = run.follow(followed([...told, ['failed', { reason: 'no room' }]]), 'begin', { source: 'mnist', time: '2026-01-02T00:00:00Z' });
  assert.deepEqual([again.state, again.epochs.length, again.samples.length, again.reason], ['running', 0, 0, '']);
});

test('a training ends as it is told', () => {
  assert.equal(followed([...told, ['done', { verdict: 'well' }]]).verdict, 'well');
  assert.deepEqual(['done', 'stopped', 'failed'].map(end => followed([...told, [end, { reason: 'why' }]]).state), ['done', 'stopped', 'failed']);
  assert.equal(followed([...told, ['failed', { reason: 'why' }]]).reason, 'why');
  const known = followed(told);
  assert.equal(run.follow(known, 'other', {}), known);
});

test('only a running training that has long said nothing is silent', () => {
  const known = followed(told);
  assert.equal(run.silentFor(known, known.heard + 30_000), 0);
  assert.equal(run.silentFor(known, known.heard + 95_000), 95);
  assert.equal(run.silentFor(followed([...told, ['done', {}]]), known.heard + 95_000), 0);
  assert.equal(run.silentFor(run.unheard(), 95_000), 0);
});
