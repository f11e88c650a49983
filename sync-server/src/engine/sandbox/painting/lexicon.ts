// The painter's dictionary: which words it knows, and what each one asks for.
import { hex, type Rgb } from './colour.ts';

export type SceneKind =
  | 'still-life'
  | 'portrait'
  | 'architecture'
  | 'interior'
  | 'mountains'
  | 'dunes'
  | 'sea'
  | 'forest'
  | 'city'
  | 'flower'
  | 'abstract'
  | 'food'
  | 'animal'
  | 'vehicle'
  | 'space';

export type Setting =
  | 'studio'
  | 'room'
  | 'beach'
  | 'sea'
  | 'lake'
  | 'desert'
  | 'snow'
  | 'meadow'
  | 'forest'
  | 'mountains'
  | 'city'
  | 'street'
  | 'space'
  | 'garden';

/** A noun: the thing it names, the kind of scene it makes if it is the subject, and its part in a scene. */
export interface Noun {
  thing: string;
  kind: SceneKind;
  part: 'subject' | 'prop' | 'wear' | 'place';
}

type Part = Noun['part'];

const nouns = new Map<string, Noun>();

/** Each entry is `word`, or `word=thing` for another word for the same thing. */
function list(kind: SceneKind, part: Part, words: string): void {
  for (const entry of words.trim().split(/\s+/)) {
    const [word = '', thing = word] = entry.split('=');
    nouns.set(word.replaceAll('_', ' '), { thing, kind, part });
  }
}

list(
  'still-life',
  'subject',
  'perfume_bottle=flacon cream_jar=tin vase carafe bottle jug=pitcher pitcher bowl urn amphora=urn pot jar goblet glass=tumbler tumbler cup=mug mug teapot perfume=flacon flacon flask=flacon decanter=carafe vessel=vase pottery=vase ceramics=vase ceramic=vase still_life=vase lamp candle candlestick=candle hourglass product=flacon cosmetics=flacon cosmetic=flacon cream=tin tin soap headphones=headphones watch=watch clock shoe sneaker=shoe trainers=shoe guitar=guitar violin=guitar camera=camera typewriter=camera robot=robot chair-model diamond=gem gem crystal=gem jewel=gem wedding_ring=jewellery jewellery necklace=jewellery chess=chess toy=robot trophy=goblet'
);
list(
  'still-life',
  'prop',
  'plinth pedestal=plinth podium=plinth table book cube block=cube box=cube sphere ball=sphere orb=sphere marble-ball cone cylinder pyramid arch-prop branch twig=branch olive=branch eucalyptus=branch stones=pebble pebble stone-prop shell tray stairs-prop steps-prop'
);
list(
  'portrait',
  'subject',
  'portrait=person person man woman girl=girl boy=boy child=child kid=child baby=child lady=woman gentleman=man model=woman face=person head=person bust=statue statue sculpture=statue figure=person actor=man actress=woman dancer=woman king=king queen=queen wizard=wizard astronaut=astronaut soldier=man knight=knight warrior=knight monk=monk nun=monk grandmother=old-woman grandfather=old-man old_man=old-man old_woman=old-woman sailor=man fisherman=man farmer=man chef=chef doctor=person musician=person artist=person teenager=girl bride=woman samurai=knight mannequin=person ballerina=woman princess=queen prince=king elf=woman angel=woman vampire=man people=person couple=person friend=person selfie=person human=person character=person hero=man heroine=woman mother=woman father=man sister=girl brother=boy nurse=woman'
);
list(
  'portrait',
  'wear',
  'hat=hat straw_hat=straw-hat fedora=hat cap beanie=beanie hood hoodie=hood veil=hood headscarf=hood turban crown helmet=helmet glasses sunglasses scarf dress=clothes coat=clothes jacket=clothes sweater=clothes jumper=clothes shirt=clothes suit=clothes robe=clothes gown=clothes turtleneck=turtleneck blouse=clothes cloak=hood hair bun earrings beard bob ponytail=bun kimono=clothes sari=clothes'
);
list(
  'architecture',
  'subject',
  'architecture=courtyard courtyard arch=arches archway=arches arches colonnade=arches arcade=arches stairs staircase=stairs steps=stairs tower lighthouse castle=castle palace=palace house villa=house cottage=cottage hut=cottage cabin=cottage barn=cottage church=church cathedral=church chapel=church temple=temple mosque=dome dome pavilion=temple ruin=temple ruins=temple pyramid-monument monument=temple bridge windmill=windmill building=house facade=house monastery=courtyard museum=palace wall-architecture gate=arches home=house hotel=palace farmhouse=cottage pagoda=pagoda shrine=pagoda igloo=dome tent=tent lighthouse-tower'
);
list(
  'interior',
  'subject',
  'interior room=interior bedroom=interior living_room=interior kitchen=interior office=interior studio-room library=interior cafe=interior café=interior restaurant=interior chair armchair=armchair sofa=sofa couch=sofa bed=bed desk=desk window=window bathroom=interior hallway=corridor corridor loft=interior gallery-room lounge=interior'
);
list(
  'mountains',
  'place',
  'mountain snow ice=snow peak=mountain peaks=mountain alps=mountain ridge=mountain summit=mountain cliff=mountain valley=valley canyon=canyon hill=hills hills lake fjord=lake glacier=glacier volcano=volcano landscape=valley river=lake waterfall=valley highlands=hills himalaya=mountain everest=mountain nature=valley tundra=valley scenery=valley panorama=valley plateau=canyon'
);
list(
  'dunes',
  'place',
  'dune desert sahara=desert dunes=dune oasis=dune sand=desert savanna=savanna savannah=savanna steppe=savanna mars-surface prairie=savanna plain-land wasteland=desert'
);
list(
  'sea',
  'place',
  'sea ocean=sea wave=sea waves=sea water=sea beach coast=beach shore=beach shoreline=beach island seascape=sea horizon=sea surf=sea bay=beach lagoon=beach harbour=harbour harbor=harbour atoll=island seaside=beach tide=beach iceberg=iceberg underwater=sea'
);
list(
  'forest',
  'place',
  'forest wood-forest woods=forest woodland=forest jungle=jungle rainforest=jungle trees=forest tree=tree pine=forest pines=forest fir=forest firs=forest birch=birch spruce=forest grove=forest swamp=forest park=grove orchard=grove path-forest meadow=meadow field=meadow fields=meadow pasture=meadow'
);
list(
  'city',
  'place',
  'city town=city skyline=city street skyscraper=city skyscrapers=city downtown=city metropolis=city tokyo=city manhattan=city london=city paris=city york=city shanghai=city alley=street avenue=street road=street traffic=street market=street neon-city urban=city cityscape=city rooftop=city rooftops=city village=village megacity=city kong=city cyberpunk-city'
);
list(
  'flower',
  'subject',
  'flower rose=rose tulip=tulip peony=peony lily=lily lotus=lotus sunflower=sunflower daisy=daisy orchid=lily poppy=poppy dahlia=dahlia chrysanthemum=dahlia magnolia=lotus blossom=blossom blossoms=blossom bouquet=bouquet petal=flower petals=flower bloom=flower anemone=poppy hibiscus=lily lavender=lavender botanical=flower flora=flower carnation=peony camellia=peony iris=lily bluebell=tulip wildflowers=meadow-flowers plant=plant cactus=cactus succulent=succulent fern=plant monstera=plant palm-plant leaf=plant leaves=plant bonsai=bonsai mushroom=mushroom garden=meadow-flowers daffodil=daisy'
);
list(
  'abstract',
  'subject',
  'abstract silk=silk fabric=silk cloth-abstract fold=silk folds=silk satin=silk drapery=silk curtain=silk texture=silk pattern=bands gradient=gradient swirl=fluid fluid=fluid liquid=fluid ink=smoke smoke=smoke marbling=fluid paper-abstract ribbon=silk geometric=shapes geometry=shapes shapes=shapes circles=shapes composition-shapes paint=fluid fractal=fluid mandala=flower waves-abstract background-abstract wallpaper=gradient aurora-abstract velvet-abstract'
);
list(
  'food',
  'subject',
  'wine_glass=wine coffee_cup=coffee tea_cup=tea teacup=tea food=cake cake bread loaf=bread croissant=bread coffee=coffee tea=coffee espresso=coffee cappuccino=coffee latte=coffee burger hamburger=burger pizza sushi ice_cream=ice-cream icecream=ice-cream doughnut=doughnut donut=doughnut cookie=doughnut fruit=fruit apple orange-fruit lemon pear peach=peach clementine=clementine clementines=clementine oranges=clementine cherry=cherry grape=grape grapes=grape banana strawberry=strawberry melon=melon watermelon=melon avocado=pear pomegranate=apple plum=plum fig=plum tomato=tomato pumpkin=pumpkin cheese=cheese egg=egg wine=wine cocktail=cocktail beer=beer juice=cocktail pancake=pancake pancakes=pancake pie=cake breakfast=coffee dessert=cake chocolate=cake soup=soup ramen=soup noodles=soup salad=soup cupcake=cupcake muffin=cupcake honey=wine macaron=burger sandwich=burger'
);
list(
  'animal',
  'subject',
  'animal=fox cat kitten=cat dog puppy=dog wolf=wolf fox horse pony=horse stallion=horse bird sparrow=bird robin=bird eagle=bird owl=owl parrot=bird crow=bird raven=bird pigeon=bird swan=swan duck=duck goose=swan flamingo=flamingo heron=flamingo penguin=penguin fish goldfish=fish koi=fish shark=shark whale=whale dolphin=whale rabbit bunny=rabbit hare=rabbit bear panda=panda lion tiger=tiger leopard=tiger elephant deer stag=deer cow=cow bull=cow sheep=sheep lamb=sheep goat=sheep pig=pig giraffe=giraffe zebra=zebra mouse=mouse turtle=turtle tortoise=turtle frog=frog butterfly=butterfly moth=butterfly hedgehog=mouse squirrel=fox camel=horse donkey=horse chicken=duck hen=duck dragon=dinosaur dinosaur unicorn=horse monkey=bear octopus=fish snake=snake'
);
list(
  'vehicle',
  'subject',
  'car sports_car=sports-car automobile=car convertible=sports-car taxi=car truck=truck lorry=truck van=van bus=bus camper=van boat rowing_boat=boat sailboat=sailboat sailing=sailboat yacht=sailboat ship=ship ferry=ship plane aeroplane=plane airplane=plane aircraft=plane jet=plane train=train tram=tram locomotive=train bicycle bike=bicycle motorcycle=motorcycle motorbike=motorcycle scooter=motorcycle rocket spaceship=rocket spacecraft=rocket balloon=balloon submarine=submarine helicopter=plane canoe=boat kayak=boat vehicle=car porsche=sports-car vespa=motorcycle ufo=ufo'
);
list(
  'space',
  'place',
  'space=galaxy planet moon-planet galaxy nebula=galaxy stars=galaxy cosmos=galaxy universe=galaxy mars=mars earth-planet saturn=saturn jupiter=jupiter star-field asteroid=mars comet=galaxy orbit=planet milky_way=galaxy eclipse=eclipse'
);

/** What a word or a pair of words names, if it is a noun the painter knows. */
export function nounOf(word: string): Noun | undefined {
  return (
    nouns.get(word) ??
    singulars(word)
      .map((form) => nouns.get(form))
      .find((noun) => noun !== undefined)
  );
}

function singulars(word: string): string[] {
  if (word.endsWith('ies')) return [`${word.slice(0, -3)}y`];
  if (word.endsWith('ves')) return [`${word.slice(0, -3)}f`, word.slice(0, -1)];
  if (word.endsWith('es')) return [word.slice(0, -1), word.slice(0, -2)];
  return word.endsWith('s') ? [word.slice(0, -1)] : [];
}

/** Settings that a place word gives to a subject standing in it. */
export const SETTING_OF: Readonly<Record<string, Setting>> = {
  mountain: 'mountains',
  valley: 'mountains',
  hills: 'meadow',
  lake: 'lake',
  canyon: 'desert',
  glacier: 'snow',
  snow: 'snow',
  volcano: 'mountains',
  dune: 'desert',
  desert: 'desert',
  savanna: 'meadow',
  sea: 'sea',
  beach: 'beach',
  island: 'sea',
  harbour: 'sea',
  iceberg: 'sea',
  forest: 'forest',
  jungle: 'forest',
  birch: 'forest',
  tree: 'meadow',
  grove: 'garden',
  meadow: 'meadow',
  city: 'city',
  street: 'street',
  village: 'meadow',
  galaxy: 'space',
  planet: 'space',
  mars: 'desert',
  saturn: 'space',
  jupiter: 'space',
  eclipse: 'space',
  garden: 'garden',
  'meadow-flowers': 'garden',
  interior: 'room'
};

const colours: Record<string, Rgb> = {};
for (const pair of `red:#c22a22 crimson:#9e1b2f scarlet:#d1281c cherry:#a81f2b burgundy:#5e1526 maroon:#5a1a1c vermilion:#d6401f coral:#ee7a5e salmon:#ec8f78
 pink:#e69aa9 rose-colour:#d9768a magenta:#c42a86 fuchsia:#cf2f92 blush:#e8c0b4 peach-colour:#f0b892 orange:#e2701e tangerine:#ea7a22 apricot:#efa873 rust:#9c4523
 terracotta:#b8582c copper:#b8693f amber:#dd951f ochre:#c28a2e mustard:#c99a2c saffron:#e39b1a gold:#d9a441 golden:#d9a441 yellow:#ecc22f lemon-colour:#ecd94a cream:#efe4c8 ivory:#efe9da
 beige:#d8c8ad sand-colour:#d6bd94 khaki:#a5985f tan:#c29a6b brown:#71482c chocolate-colour:#4c2d1e sienna:#9a5230 umber:#5c432e olive-green:#76773a green:#3f8a45 emerald:#14805a
 jade:#3d9a76 mint:#a6d9bf lime:#9dc83a sage:#9dab8b moss:#66713a forest-green:#2d5a3a teal:#1f7478 turquoise:#36b3ae cyan:#27b3cc aqua:#56c7c9 petrol:#164f5c blue:#2a5fc0
 navy:#1b2a52 indigo:#33327e cobalt:#1f49ab azure:#3b8edb ultramarine:#2636a8 cerulean:#2c83b6 denim:#46638c periwinkle:#8c95d6 purple:#6c3d9b violet:#7a4cc0 lavender-colour:#b3a2d6
 lilac:#c3a8d3 plum-colour:#693157 mauve:#a9829c aubergine:#3e1f38 white:#efece6 black:#17171a grey:#84858a gray:#84858a charcoal:#333438 silver:#c3c5c8 slate:#5a6672
 graphite:#3c3e42 bone:#e6dcc8 pearl:#e7e3dc`
  .trim()
  .split(/\s+/)) {
  const [name = '', code = ''] = pair.split(':');
  colours[name] = hex(code);
}

/** Colour words and their colours. */
export const COLOURS: Readonly<Record<string, Rgb>> = colours;

/** Words for materials, and the material they mean. */
export const MATERIAL_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  'terracotta clay earthenware=clay ceramic porcelain=porcelain china=porcelain limestone stone=stone granite=stone concrete marble=marble alabaster=marble plaster stucco brick wood=wood wooden=wood oak=wood walnut=wood teak=wood bamboo=straw linen cotton=linen wool=wool woollen=wool knitted=wool felt=wool velvet silk=silk satin=silk leather straw wicker=straw paper=paper origami=paper cardboard=paper gold golden=gold gilded=gold brass bronze=brass copper silver=silver steel=silver metal=silver metallic=silver aluminium=silver chrome mirrored=chrome iron=iron glass=glass crystal=glass transparent=glass ice=ice frozen=ice icy=ice plastic=plastic glossy=paint glazed=ceramic enamel=paint rubber=rubber fur=fur furry=fur fluffy=fur wax=wax snow-made=snow matte=matte'
    .split(/\s+/)
    .map((entry) => {
      const [word = '', material = word] = entry.split('=');
      return [word, material];
    })
);
