// A recipe in plain words: what was learnt, by what, and how.

/** @import { Line } from '../types' */

/** What of a copy is changed, and by how much in the unit in which people think of it. */
const changes = /** @type {const} */ ([
  ['rotation', 1], ['shear', 100], ['scale', 100], ['shift', 100], ['crop', 100], ['flip', 100], ['brightness', 100], ['contrast', 100], ['recolour', 100],
  ['page', 100], ['roughness', 100],
]);

/**
 * The lines of a recipe, with what this page does not know left out.
 * @param {Record<string, any>} recipe As the model file holds it.
 * @returns {Line[]}
 */
export function lines(recipe) {
  if (recipe.imported) return [['imported', 'asIs', { n: String(recipe.imported.source) }]];
  /** @type {(Line | false | undefined | '')[]} */
  const found = [
    recipe.architecture && ['architecture', `architecture${recipe.architecture}`, {}],
    recipe.objective && ['objective', `objective${recipe.objective}`, {}],
    recipe.latentSize > 0 && ['latent', 'asIs', { n: recipe.latentSize }],
    recipe.epochs > 0 && ['passes', recipe.stepsPerEpoch ? 'passesSteps' : 'passesSaid', { n: recipe.epochs, steps: recipe.stepsPerEpoch ?? 0 }],
    recipe.objective === 'Neighbourhood' && recipe.rounds > 0 && ['rounds', 'roundsSaid', { n: recipe.rounds, epochs: recipe.roundEpochs }],
    recipe.batchSize > 0 && ['batch', 'asIs', { n: recipe.batchSize }],
    recipe.learningRate > 0 && ['rate', `rate${recipe.schedule}`, { rate: recipe.learningRate }],
    recipe.validationShare > 0 && ['validation', 'heldOutSaid', { share: Math.round(recipe.validationShare * 100) }],
    recipe.teacher && ['teacher', 'asIs', { n: recipe.teacher.slice(0, 12) }],
    recipe.seed !== undefined && ['seed', 'asIs', { n: String(recipe.seed) }],
  ];
  return found.filter(line => line !== false && line !== undefined && line !== '');
}

/** How copies of the pictures were changed. @param {Record<string, any>} recipe @returns {Line[]} None where they were not. */
export const copies = recipe => changes.flatMap(([name, unit]) => {
  const size = recipe.augmentation?.[name];
  return size > 0 ? [/** @type {Line} */ ([name, `copy-${name}`, { by: Math.round(size * unit) }])] : [];
});
