// What the page knows, as types: for whoever changes it and for tsc. Nothing of this is sent to a browser.

/** Shares of a picture's width and height, 0 to 1. */
export type Crop = { x: number, y: number, width: number, height: number };

/** An indexed picture by its key, or an uploaded one by its token. */
export type Example = {
  key?: string,
  query?: string,
  /** Where the page gets it to show. */
  picture?: string,
  file?: Blob,
  weight: number,
  crop?: Crop,
  /** When the stroke ended that made it, as performance.now() says. */
  ended?: number,
};

export type View = 'search' | 'collection' | 'model' | 'training';

/** Where the user is. */
export type Place = {
  view: View,
  examples: Example[],
  match: string,
  /** The class that is shown; undefined for all. */
  label: number | undefined,
  collapse: boolean,
  /** Whether the strangest pictures of the collection come first. */
  strange: boolean,
  /** The two pictures that the model draws; undefined where none was chosen. */
  from: Example | undefined,
  to: Example | undefined,
};

// Answers of the API.

export type Hit = {
  id: string, key: string, rank: number, distance: number, label: number | null, nearIdentical: number, width: number | null, height: number | null, thumbnail: string,
  embedded: string | null,
};
export type Found = { metric: string, method: string, images: number, milliseconds: number, hits: Hit[], next: number | null };
export type Picture = {
  id: string, key: string, label: number | null, bytes: number | null, modified: string | null, width: number | null, height: number | null, thumbnail: string,
  embedded: string | null, file: string | null, strangeness?: number | null,
};
export type Explanation = { rows: number, columns: number, query: number[], hit: number[], baseDistance: number, passes: number };
export type Status = { version: string, ready: boolean, reason: string | null, images: number | null, folders: string[] };
export type Session = { rights: 'read' | 'change', needsKey: boolean };
export type Layer = { part: 'encoder' | 'decoder', name: string, operator: string, output: number[], parameters: number };
export type Model = {
  fingerprint: string, imported: boolean, latentSize: number, detailSize: number, input: { channels: number, height: number, width: number }, canReconstruct: boolean,
  layers: Layer[], recipe: Record<string, any> | null, training: Record<string, any> | null, epochs: Epoch[],
};

/** A row of pictures in one, and how many they are. */
export type Sheet = { pictures: ImageBitmap, count: number };

// A training.

export type State = 'none' | 'running' | 'done' | 'stopped' | 'failed';

export type Epoch = {
  epoch: number,
  stage: string,
  /** The kind of the losses: reconstruction or contrastive. */
  loss: string,
  trainingLoss: number,
  validationLoss: number,
  learningRate: number,
  /** Of the training so far. */
  seconds: number,
};
export type Begin = { source?: string, images?: number, validation?: number };
export type Progress = {
  stage: string, epoch?: number, epochs?: number, step?: number, steps?: number, imagesPerSecond?: number, trainingLoss?: number, secondsLeft?: number,
  /** Before the first step of a stage: 0 to 1. */
  prepared?: number,
  /** Pictures, while they are read before the training begins. */
  read?: { done: number, total: number },
};
export type Stage = { stage: string, agreement?: number, recallAt1?: number };

/** Both rows of pictures are PNG in base64. */
export type Sample = { time: string, epoch: number, width: number, height: number, channels: number, count: number, originals: string, reconstructions: string };

export type Run = {
  state: State,
  /** When something was told last, in milliseconds since 1970. */
  heard: number | undefined,
  begin: Begin,
  progress: Progress | undefined,
  epochs: Epoch[],
  stages: Stage[],
  samples: Sample[],
  reason: string,
  verdict: string,
};

/** A line of a recipe: what it is about, and the names of the sentence and of its values. */
export type Line = [name: string, sentence: string, values: Record<string, string | number>];
