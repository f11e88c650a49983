// Camera: where it stands, what glass it carries, how much it shows, how it moves.
import { rows, type Vocabulary } from './vocabulary.ts';

export const camera: readonly Vocabulary[] = [
  {
    id: 'angle',
    name: 'Camera angle',
    group: 'camera',
    values: rows(
      ['eye-level', 'Eye level', 'camera at eye level'],
      ['low-angle', 'Low angle', 'low angle looking up'],
      ['high-angle', 'High angle', 'high angle looking down'],
      ['worms-eye', 'Worm’s-eye', "worm's-eye view from the ground"],
      ['birds-eye', 'Bird’s-eye', "bird's-eye view straight down"],
      ['overhead', 'Flat lay', 'flat lay from directly overhead'],
      ['aerial', 'Aerial', 'aerial drone view'],
      ['dutch', 'Dutch tilt', 'Dutch tilt with a slanted horizon'],
      ['over-shoulder', 'Over the shoulder', 'over-the-shoulder view'],
      ['point-of-view', 'Point of view', 'first-person point of view'],
      ['hip-level', 'Hip level', 'camera at hip height'],
      ['knee-level', 'Knee level', 'camera at knee height'],
      ['ground-level', 'Ground level', 'camera resting at ground level'],
      ['three-quarter', 'Three-quarter', 'three-quarter view'],
      ['profile', 'Profile', 'strict side-on profile'],
      ['from-behind', 'From behind', 'seen from behind']
    )
  },
  {
    id: 'lens',
    name: 'Lens',
    group: 'camera',
    values: rows(
      ['fisheye', 'Fisheye', 'fisheye lens with curved edges'],
      ['14mm', '14 mm ultra wide', '14mm ultra-wide lens'],
      ['20mm', '20 mm', '20mm wide-angle lens'],
      ['24mm', '24 mm', '24mm lens'],
      ['28mm', '28 mm', '28mm lens'],
      ['35mm', '35 mm', '35mm lens'],
      ['50mm', '50 mm', '50mm lens with natural perspective'],
      ['85mm', '85 mm', '85mm lens with gentle compression'],
      ['105mm', '105 mm', '105mm lens'],
      ['135mm', '135 mm', '135mm lens with strong separation'],
      ['200mm', '200 mm telephoto', '200mm telephoto with flattened planes'],
      ['400mm', '400 mm', '400mm super telephoto across a distance'],
      ['macro', 'Macro', 'macro lens at life size'],
      ['anamorphic', 'Anamorphic', 'anamorphic lens with oval bokeh'],
      ['tilt-shift', 'Tilt-shift', 'tilt-shift lens with a narrow wedge of focus'],
      ['petzval', 'Swirly vintage glass', 'nineteenth-century Petzval lens with swirling bokeh'],
      ['pinhole', 'Pinhole', 'pinhole camera with endless soft focus'],
      ['probe', 'Probe', 'probe lens pushed close among small things']
    )
  },
  {
    id: 'shot',
    name: 'Shot size',
    group: 'camera',
    values: rows(
      ['extreme-close-up', 'Extreme close-up', 'extreme close-up'],
      ['close-up', 'Close-up', 'close-up'],
      ['medium-close-up', 'Medium close-up', 'framed from the chest up'],
      ['medium', 'Medium shot', 'medium shot from the waist up'],
      ['cowboy', 'Cowboy shot', 'framed from mid-thigh up'],
      ['full', 'Full shot', 'full shot from head to toe'],
      ['wide', 'Wide shot', 'wide shot with generous surroundings'],
      ['extreme-wide', 'Extreme wide', 'extreme wide shot with the subject small'],
      ['establishing', 'Establishing shot', 'establishing shot of the whole place'],
      ['insert', 'Insert', 'insert of a single detail'],
      ['two-shot', 'Two-shot', 'two-shot with both in frame'],
      ['group-shot', 'Group shot', 'group shot with everyone visible'],
      ['tabletop', 'Tabletop', 'tabletop framing'],
      ['headshot', 'Headshot', 'tight headshot']
    )
  },
  {
    id: 'focus',
    name: 'Depth of field',
    group: 'camera',
    values: rows(
      ['razor-thin', 'Razor thin', 'razor-thin focus at f/1.2'],
      ['shallow', 'Shallow', 'shallow depth of field at f/1.8'],
      ['soft-background', 'Soft background', 'background gently out of focus at f/2.8'],
      ['moderate', 'Moderate', 'moderate depth of field at f/5.6'],
      ['deep', 'Deep', 'deep focus at f/11'],
      ['everything', 'Everything sharp', 'everything in focus from near to far'],
      ['foreground-blur', 'Blurred foreground', 'blurred shapes close to the camera'],
      ['rack-near', 'Focus near', 'focus on the nearest plane'],
      ['rack-far', 'Focus far', 'focus on the farthest plane'],
      ['eyes', 'On the eyes', 'focus held on the eyes'],
      ['round-bokeh', 'Round bokeh', 'large round bokeh discs'],
      ['stacked', 'Focus stacked', 'focus-stacked clarity at close range'],
      ['miniature', 'Miniature', 'miniature effect with a thin band of focus']
    )
  },
  {
    id: 'composition',
    name: 'Composition',
    group: 'camera',
    values: rows(
      ['thirds', 'Rule of thirds', 'composed on the rule of thirds'],
      ['centred', 'Centred', 'centred composition'],
      ['symmetrical', 'Symmetrical', 'strict bilateral symmetry'],
      ['golden-spiral', 'Golden spiral', 'arranged along a golden spiral'],
      ['leading-lines', 'Leading lines', 'leading lines drawing the eye inward'],
      ['diagonal', 'Diagonal', 'strong diagonal composition'],
      ['triangular', 'Triangular', 'stable triangular arrangement'],
      ['negative-space', 'Negative space', 'ample negative space'],
      ['frame-in-frame', 'Frame in frame', 'framed within a frame'],
      ['layered', 'Layered depth', 'three layers of depth'],
      ['filled', 'Filled frame', 'subject filling the frame'],
      ['low-horizon', 'Low horizon line', 'horizon line low in the frame'],
      ['high-horizon', 'High horizon line', 'horizon line high in the frame'],
      ['off-balance', 'Off balance', 'deliberately off-balance framing'],
      ['repetition', 'Repetition', 'rhythm of repeated elements'],
      ['isolated', 'Isolated', 'subject isolated against plain ground'],
      ['copy-space-left', 'Space on the left', 'empty space kept on the left'],
      ['copy-space-right', 'Space on the right', 'empty space kept on the right']
    )
  },
  {
    id: 'ratio',
    name: 'Aspect ratio',
    group: 'camera',
    values: rows(
      ['1-1', '1:1 square', 'composed for a square 1:1 frame'],
      ['5-4', '5:4', 'composed for a 5:4 large-format frame'],
      ['4-3', '4:3', 'composed for a 4:3 academy frame'],
      ['3-2', '3:2', 'composed for a 3:2 landscape frame'],
      ['16-9', '16:9 wide', 'composed for a 16:9 frame'],
      ['185-100', '1.85:1 cinema', 'composed for a 1.85:1 cinema frame'],
      ['2-1', '2:1', 'composed for a 2:1 frame'],
      ['239-100', '2.39:1 scope', 'composed for a 2.39:1 scope frame'],
      ['3-1', '3:1 panorama', 'composed for a 3:1 panoramic strip'],
      ['4-5', '4:5 upright', 'composed for a 4:5 upright frame'],
      ['3-4', '3:4 upright', 'composed for a 3:4 upright frame'],
      ['2-3', '2:3 upright', 'composed for a 2:3 upright frame'],
      ['9-16', '9:16 phone', 'composed for a tall 9:16 phone frame']
    )
  },
  {
    id: 'movement',
    name: 'Camera movement',
    group: 'camera',
    only: 'video',
    values: rows(
      ['locked', 'Locked off', 'the camera stays locked off on a tripod'],
      ['push-in', 'Slow push in', 'the camera pushes in slowly'],
      ['pull-out', 'Pull out', 'the camera pulls out to reveal the surroundings'],
      ['pan-left', 'Pan left', 'the camera pans left'],
      ['pan-right', 'Pan right', 'the camera pans right'],
      ['tilt-up', 'Tilt up', 'the camera tilts up'],
      ['tilt-down', 'Tilt down', 'the camera tilts down'],
      ['truck-left', 'Truck left', 'the camera trucks left past the foreground'],
      ['truck-right', 'Truck right', 'the camera trucks right past the foreground'],
      ['pedestal-up', 'Rise', 'the camera rises straight up'],
      ['crane-down', 'Crane down', 'the camera cranes down to the subject'],
      ['orbit', 'Orbit', 'the camera orbits the subject'],
      ['half-orbit', 'Quarter orbit', 'the camera arcs a quarter turn around the subject'],
      ['tracking', 'Tracking', 'the camera tracks alongside the subject'],
      ['follow', 'Follow', 'the camera follows from behind'],
      ['handheld', 'Handheld', 'handheld with a slight natural sway'],
      ['gimbal', 'Gliding', 'a smooth gimbal glide'],
      ['drone-rise', 'Drone rise', 'a drone lifts off and looks back'],
      ['fly-through', 'Fly-through', 'the camera flies through the scene'],
      ['dolly-zoom', 'Dolly zoom', 'a dolly zoom stretches the background'],
      ['zoom-in', 'Zoom in', 'the lens zooms in steadily'],
      ['whip-pan', 'Whip pan', 'a whip pan ends on the subject'],
      ['roll', 'Roll', 'the camera rolls gently around its axis'],
      ['rack-focus', 'Rack focus', 'focus racks from the near plane to the far one'],
      ['time-lapse', 'Time-lapse', 'a locked time-lapse of passing hours']
    )
  }
];
