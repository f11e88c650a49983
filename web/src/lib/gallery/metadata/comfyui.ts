// ComfyUI's graph of nodes, out of which the words are found by following the sampler's wires back.
import { isObject, modelName, objectOf, whole, words, type ForeignRecipe } from './foreign.ts';

interface Node {
  readonly type: string;
  /** A value, or a wire `[id of the node, number of its output]`. */
  readonly inputs: Readonly<Record<string, unknown>>;
}
type Graph = ReadonlyMap<string, Node>;

const MOST_NODES = 3_000;
/** Wires followed from a sampler to its words. */
const FAR = 24;

/** Reads `prompt` (what was run) or, where that is missing, `workflow` (what was on screen). */
export function readComfy(prompt: string | undefined, workflow: string | undefined): ForeignRecipe | undefined {
  const run = graphOf(objectOf(prompt));
  const graph = run.size > 0 ? run : drawnGraphOf(objectOf(workflow));
  if (graph.size === 0) return undefined;
  const recipe = { tool: 'ComfyUI', settings: (prompt ?? workflow ?? '').trim() || undefined };
  const sampler = samplerOf(graph);
  if (!sampler) return recipe;
  const from = (names: readonly string[], wanted: readonly string[]) => search(graph, sampler, names, wanted);
  const latent = nodeWith(graph, sampler, ['latent_image', 'latent', 'samples'], ['width', 'height']);
  return {
    ...recipe,
    prompt: words(from(['positive', 'guider', 'conditioning', 'prompt'], TEXTS)),
    negative: words(from(['negative'], TEXTS)),
    seed:
      whole(valueIn(graph, sampler, ['seed', 'noise_seed'])) ??
      whole(from(['noise', 'seed', 'noise_seed'], ['noise_seed', 'seed', 'value'])),
    width: whole(latent && valueIn(graph, latent, ['width'])),
    height: whole(latent && valueIn(graph, latent, ['height'])),
    model: modelName(from(['model', 'guider'], ['ckpt_name', 'unet_name', 'model_name', 'gguf_name']))
  };
}

const TEXTS = ['text', 'text_g', 'clip_l', 't5xxl', 'prompt', 'positive_prompt', 'string', 'value'];

function graphOf(value: Record<string, unknown> | undefined): Graph {
  const graph = new Map<string, Node>();
  for (const [id, node] of Object.entries(value ?? {}).slice(0, MOST_NODES))
    if (isObject(node) && typeof node.class_type === 'string' && isObject(node.inputs))
      graph.set(id, { type: node.class_type, inputs: node.inputs });
  return graph;
}

/** Names of the values that a node shows in its fields, in their order, for the nodes that recipes are made of. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  KSampler: ['seed'],
  KSamplerAdvanced: ['', 'noise_seed'],
  RandomNoise: ['noise_seed'],
  CLIPTextEncode: ['text'],
  CheckpointLoaderSimple: ['ckpt_name'],
  UNETLoader: ['unet_name'],
  EmptyLatentImage: ['width', 'height'],
  EmptySD3LatentImage: ['width', 'height']
};

function drawnGraphOf(value: Record<string, unknown> | undefined): Graph {
  const graph = new Map<string, Node>();
  const [nodes, links] = [value?.nodes, value?.links];
  if (!Array.isArray(nodes) || !Array.isArray(links)) return graph;
  const sources = new Map<unknown, unknown>();
  for (const link of links.slice(0, 4 * MOST_NODES) as unknown[]) if (Array.isArray(link)) sources.set(link[0], [link[1], link[2]]);
  for (const node of nodes.slice(0, MOST_NODES) as unknown[]) {
    if (!isObject(node) || typeof node.type !== 'string') continue;
    const inputs: Record<string, unknown> = {};
    if (Array.isArray(node.widgets_values)) {
      const values = node.widgets_values as unknown[];
      for (const [index, name] of (FIELDS[node.type] ?? []).entries()) if (name) inputs[name] = values[index];
    }
    for (const input of Array.isArray(node.inputs) ? (node.inputs as unknown[]) : [])
      if (isObject(input) && typeof input.name === 'string' && sources.has(input.link)) inputs[input.name] = sources.get(input.link);
    if (typeof node.id === 'number' || typeof node.id === 'string') graph.set(String(node.id), { type: node.type, inputs });
  }
  return graph;
}

/** The node that draws: one that is wired to words for it and, where several are, the first whose words are known. */
function samplerOf(graph: Graph): Node | undefined {
  const all = [...graph.values()].filter(
    ({ type, inputs }) =>
      /sampler/i.test(type) && (wire(inputs.positive) || wire(inputs.guider) || wire(inputs.conditioning) || wire(inputs.prompt))
  );
  return all.find((node) => search(graph, node, ['positive', 'guider', 'conditioning', 'prompt'], TEXTS) !== undefined) ?? all[0];
}

function wire(value: unknown): string | undefined {
  const [id] = Array.isArray(value) ? (value as unknown[]) : [];
  return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** A node's own value under one of the names, through wires that carry a bare value. */
function valueIn(graph: Graph, node: Node, names: readonly string[]): unknown {
  for (const name of names) {
    let value = node.inputs[name];
    for (let step = 0; step < FAR && wire(value) !== undefined; step++) {
      const source = graph.get(wire(value) ?? '')?.inputs;
      value = source?.value ?? source?.seed ?? source?.int ?? source?.[name];
    }
    if (value !== undefined && !Array.isArray(value)) return value;
  }
  return undefined;
}

/** The first value under one of the wanted names, going back from the node along the named wires and from there along all. */
function search(graph: Graph, from: Node, along: readonly string[], wanted: readonly string[]): unknown {
  let found: unknown;
  walk(graph, from, along, (node) => {
    for (const name of wanted) {
      const value = node.inputs[name];
      if ((typeof value === 'string' && value.trim() !== '') || typeof value === 'number') {
        found = value;
        return true;
      }
    }
    return false;
  });
  return found;
}

function nodeWith(graph: Graph, from: Node, along: readonly string[], wanted: readonly string[]): Node | undefined {
  let found: Node | undefined;
  walk(graph, from, along, (node) => {
    if (!wanted.every((name) => node.inputs[name] !== undefined)) return false;
    found = node;
    return true;
  });
  return found;
}

/** Breadth first, each node once. */
function walk(graph: Graph, from: Node, along: readonly string[], visit: (node: Node) => boolean): void {
  const seen = new Set<string>();
  let layer = along.flatMap((name) => wire(from.inputs[name]) ?? []);
  // A sampler's own words go before those of its model.
  for (let step = 0; step < FAR && layer.length > 0; step++) {
    const next: string[] = [];
    for (const id of layer) {
      if (seen.has(id)) continue;
      seen.add(id);
      const node = graph.get(id);
      if (!node) continue;
      if (visit(node)) return;
      for (const [name, value] of Object.entries(node.inputs)) {
        const further = wire(value);
        // Where a node carries both kinds of words on, one stays with the kind one came for.
        if (
          further !== undefined &&
          !(along.includes('positive') && name === 'negative') &&
          !(along.includes('negative') && name === 'positive')
        )
          next.push(further);
      }
    }
    layer = next;
  }
}
