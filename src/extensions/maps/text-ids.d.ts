/** What this extension says, written by `node src/message-ids.mjs` from its messages and its `problems.yaml`. */
export {};

declare module '../../language/message-id.js' {
  interface MessageIds {
    'chart.map.drawn.shades': true;
    'chart.map.drawn.symbols': true;
    'chart.map.to': true;
    'chart.map.areas': true;
    'chart.map.no-row': true;
    'chart.map.elsewhere': true;
    'chart.map.told-elsewhere': true;
    'chart.map.beyond': true;
    'chart.map.sizes': true;
    'chart.map.laid.equal-area': true;
    'chart.map.laid.other': true;
    'chart.map.method.quantiles': true;
    'chart.map.method.equal': true;
    'chart.map.method.natural': true;
    'chart.map.method.breaks': true;
    'chart.map.middle': true;
    'chart.map.projection.albers': true;
    'chart.map.projection.albersUsa': true;
    'chart.map.projection.azimuthalEqualArea': true;
    'chart.map.projection.azimuthalEquidistant': true;
    'chart.map.projection.conicConformal': true;
    'chart.map.projection.conicEqualArea': true;
    'chart.map.projection.conicEquidistant': true;
    'chart.map.projection.equalEarth': true;
    'chart.map.projection.equirectangular': true;
    'chart.map.projection.gnomonic': true;
    'chart.map.projection.mercator': true;
    'chart.map.projection.mollweide': true;
    'chart.map.projection.naturalEarth1': true;
    'chart.map.projection.orthographic': true;
    'chart.map.projection.stereographic': true;
    'chart.map.projection.transverseMercator': true;
  }
}
declare module '../../problems/text-id.js' {
  interface TextParameters {
    'chart/empty.map': never;
    'chart/limit.circles': 'count' | 'mostCircles';
    'chart/limit.map': 'count' | 'mostCharacters';
    'chart/render.reference': never;
    'chart/rows-per-mark.categories': 'count' | 'name';
    'chart/unknown-field.map': 'key' | 'name' | 'role';
    'data/package.format': 'geometryFormats' | 'written';
    'data/package.geometry': 'key';
    'data/package.object': never;
    'data/package.schema': never;
    'guard/counts-as-shade': 'name' | 'unit';
    'map/classes': 'count' | 'empty';
    'map/form.area': 'lost';
    'map/form.below': 'category';
    'map/form.circles': never;
    'map/form.classes': 'classes' | 'mostClasses';
    'map/form.elsewhere': 'category';
    'map/form.focus': 'category';
    'map/form.graticule': never;
    'map/form.how': never;
    'map/form.key': 'aGeometry' | 'key';
    'map/form.list': 'key';
    'map/form.map': 'key' | 'keys';
    'map/form.mapping': never;
    'map/form.method': never;
    'map/form.middle': never;
    'map/form.most': 'count' | 'mostClasses';
    'map/form.number': 'number';
    'map/form.symbols': 'key';
    'map/form.transform': never;
    'map/form.value': 'key' | 'known' | 'value';
    'map/geometry': 'expected' | 'mapWithout';
    'map/geometry.geometry': 'dataset' | 'expected' | 'name';
    'map/shape': 'category' | 'file' | 'key';
    'map/shape.category': 'category' | 'name';
    'map/shape.category-shape': 'category' | 'name' | 'near' | 'ways';
    'map/shape.row': 'category' | 'key' | 'other';
    'maps/geojson.border': 'atLeast' | 'count' | 'name';
    'maps/geojson.degrees': 'lat' | 'lon';
    'maps/geojson.drawn': never;
    'maps/geojson.encloses': 'name' | 'ring';
    'maps/geojson.ends': 'first' | 'last';
    'maps/geojson.number': 'name';
    'maps/geojson.place': 'name';
    'maps/geojson.places': 'count';
    'maps/geojson.shape': 'name';
    'maps/geojson.system': 'name';
    'maps/geojson.topojson': never;
    'maps/inspect.json': never;
    'maps/members.list': 'name' | 'what';
    'maps/members.name': 'expected' | 'name' | 'what';
    'maps/members.object': 'name' | 'what';
    'maps/placed-json.found': 'found' | 'wanted';
    'maps/placed-json.member': 'name';
    'maps/read-geometry.file': never;
    'maps/read-geometry.key': 'found';
    'maps/read-geometry.once': 'key';
    'maps/topojson.arc': 'name';
    'maps/topojson.file': 'arc' | 'count' | 'name';
    'maps/topojson.geojson': never;
    'maps/topojson.object': 'names' | 'what';
    'maps/topojson.places': 'count';
    'maps/topojson.ring': 'name';
    'maps/topojson.transform': 'key';
  }
}
