/** Points on the earth: the `latlng` namespace and the methods. */
import { failure, type LatLngValue, type Outcome } from '../values.ts';
import { type Builtin, functionOf, methodsOf } from './signature.ts';

const latlng = methodsOf('latlng');

/** Metres; the mean radius that Google's S2 geometry uses. The reference names no earth model. */
const EARTH_RADIUS_M = 6_371_010;

/** @see https://firebase.google.com/docs/reference/rules/rules.latlng_ */
export const LATLNG_NAMESPACE: ReadonlyMap<string, Builtin> = new Map([
  ['value', functionOf(['number', 'number'], ([latitude, longitude]) => pointOf(Number(latitude), Number(longitude)))],
]);

/** @see https://firebase.google.com/docs/reference/rules/rules.LatLng */
export const LATLNG_METHODS: ReadonlyMap<string, Builtin> = new Map([
  ['latitude', latlng([], (self) => self.latitude)],
  ['longitude', latlng([], (self) => self.longitude)],
  ['distance', latlng(['latlng'], (self, [other]) => distanceM(self, other))],
]);

function pointOf(latitude: number, longitude: number): Outcome {
  if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { kind: 'latlng', latitude, longitude };
  const ranges = 'Latitude should be in [-90,90] range and longitude should be in [-180,180] range.';
  return failure(`${ranges} Received: latitude [${latitude}], longitude [${longitude}].`);
}

/** Great-circle distance by the haversine formula, in metres. */
function distanceM(from: LatLngValue, to: LatLngValue): number {
  const latitudes = radians(to.latitude - from.latitude) / 2;
  const longitudes = radians(to.longitude - from.longitude) / 2;
  const chord =
    Math.sin(latitudes) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(longitudes) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
