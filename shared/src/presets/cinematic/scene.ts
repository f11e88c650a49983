// Scene: where it is, what stands in front, how many there are and whom they look at.
import { rows, type Vocabulary } from './vocabulary.ts';

export const scene: readonly Vocabulary[] = [
  {
    id: 'location',
    name: 'Location',
    group: 'scene',
    values: rows(
      ['studio-seamless', 'Seamless studio', 'on a seamless studio sweep'],
      ['daylight-studio', 'Daylight studio', 'in a daylight studio with tall windows'],
      ['living-room', 'Living room', 'in a lived-in living room'],
      ['kitchen', 'Kitchen', 'in a sunlit kitchen'],
      ['cafe', 'Café', 'in a small café'],
      ['library', 'Library', 'in an old library'],
      ['loft', 'Industrial loft', 'in an industrial loft'],
      ['museum', 'Museum hall', 'in an empty museum hall'],
      ['greenhouse', 'Greenhouse', 'in a glass greenhouse'],
      ['workshop', 'Workshop', 'in a cluttered workshop'],
      ['street', 'City street', 'on a city street'],
      ['alley', 'Alley', 'in a narrow alley'],
      ['rooftop', 'Rooftop', 'on a rooftop above the city'],
      ['station', 'Railway station', 'in a grand railway station'],
      ['market', 'Market', 'in a busy market'],
      ['harbour', 'Harbour', 'at a working harbour'],
      ['beach', 'Beach', 'on a wide empty beach'],
      ['forest', 'Forest', 'in a tall forest'],
      ['meadow', 'Meadow', 'in a flowering meadow'],
      ['mountains', 'Mountains', 'high in the mountains'],
      ['desert', 'Desert', 'among desert dunes'],
      ['lake', 'Lakeside', 'beside a still lake'],
      ['ruins', 'Ruins', 'among overgrown ruins'],
      ['courtyard', 'Courtyard', 'in a limestone courtyard'],
      ['underwater', 'Underwater', 'underwater'],
      ['space', 'Outer space', 'in outer space']
    )
  },
  {
    id: 'foreground',
    name: 'Foreground',
    group: 'scene',
    values: rows(
      ['none', 'Clean', 'nothing in the foreground'],
      ['foliage', 'Foliage', 'out-of-focus foliage in the foreground'],
      ['flowers', 'Flowers', 'out-of-focus blossoms in the foreground'],
      ['grass', 'Tall grass', 'blades of tall grass in the foreground'],
      ['glass', 'Glass', 'seen through a pane of glass with faint reflections'],
      ['rain-glass', 'Rain on glass', 'seen through raindrops on a pane'],
      ['doorway', 'Doorway', 'seen through a dark doorway'],
      ['curtain', 'Curtain', 'a sheer curtain between lens and subject'],
      ['railing', 'Railing', 'a railing crossing the foreground'],
      ['shoulder', 'Shoulder', 'a blurred shoulder in the foreground'],
      ['smoke', 'Drifting smoke', 'smoke drifting across the foreground'],
      ['lights', 'Points of light', 'blurred points of light in the foreground'],
      ['water', 'Water surface', 'a water surface in the foreground'],
      ['rocks', 'Rocks', 'dark rocks in the foreground'],
      ['prism', 'Prism', 'prism flare at one edge of the frame'],
      ['fence', 'Wire fence', 'a wire fence close to the lens']
    )
  },
  {
    id: 'count',
    name: 'Subject count',
    group: 'scene',
    values: rows(
      ['empty', 'Nobody', 'with nobody in sight'],
      ['one', 'One', 'exactly one subject'],
      ['two', 'Two', 'exactly two subjects'],
      ['three', 'Three', 'exactly three subjects'],
      ['four', 'Four', 'exactly four subjects'],
      ['five', 'Five', 'exactly five subjects'],
      ['small-group', 'Small group', 'a small group of six to eight'],
      ['row', 'A row', 'a row of similar subjects'],
      ['dozen', 'A dozen', 'about a dozen subjects'],
      ['crowd', 'Crowd', 'a dense crowd'],
      ['multitude', 'Multitude', 'a multitude receding into the distance'],
      ['one-among-many', 'One among many', 'one subject standing out among many']
    )
  },
  {
    id: 'gaze',
    name: 'Eye contact',
    group: 'scene',
    values: rows(
      ['into-lens', 'Into the lens', 'looking straight into the lens'],
      ['past-lens', 'Past the lens', 'looking just past the lens'],
      ['away', 'Away', 'looking away'],
      ['down', 'Down', 'eyes lowered'],
      ['up', 'Upward', 'looking upward'],
      ['left', 'To the left', 'looking out of the frame to the left'],
      ['right', 'To the right', 'looking out of the frame to the right'],
      ['closed', 'Eyes closed', 'eyes closed'],
      ['over-shoulder', 'Back over the shoulder', 'looking back over one shoulder'],
      ['each-other', 'At each other', 'looking at each other'],
      ['at-object', 'At what they hold', 'looking at what is held in the hands'],
      ['into-distance', 'Into the distance', 'gaze lost in the distance'],
      ['reflection', 'At a reflection', 'meeting their own reflection'],
      ['hidden', 'Eyes hidden', 'eyes hidden from view']
    )
  }
];
