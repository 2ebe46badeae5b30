/** Figures, times and statuses as people read them. */

const STATUSES = {
  CHARGING: 'Charging',
  RESERVED: 'Reserved',
  AVAILABLE: 'Available',
  FAULTED: 'Faulted',
  OUT_OF_ORDER: 'Out of Order',
  DISCONNECTED: 'Disconnected',
};

const WHOLE = new Intl.NumberFormat('en-GB');
const numberFormats = new Map();

/** All statuses, what goes on first. */
export const statuses = Object.keys(STATUSES);

export function statusWords(status) {
  return STATUSES[status] ?? status;
}

/** OPERATOR_STOP as "Operator stop". */
export function plain(constant) {
  return constant.charAt(0) + constant.slice(1).toLowerCase().replaceAll('_', ' ');
}

export function count(number) {
  return WHOLE.format(number);
}

/** "1 place", "2 places". */
export function counted(number, one, many = `${one}s`) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

export function kilowatts(powerW) {
  return `${decimal(powerW / 1000, 1)} kW`;
}

export function kilowattHours(energyWh, decimals = 2) {
  return `${decimal(energyWh / 1000, decimals)} kWh`;
}

export function euros(cents) {
  return `${decimal(cents / 100, 2)} €`;
}

/** A price in µ€, with as many decimals as it has, but two at least. */
export function price(microsPerKwh) {
  const trimmed = (microsPerKwh / 1e6).toFixed(6).replace(/0{1,4}$/, '');
  return `${trimmed} €/kWh`;
}

/** Nanoseconds in the unit that people can compare. */
export function duration(nanos) {
  if (nanos >= 1e9) {
    return `${decimal(nanos / 1e9, 2)} s`;
  }
  return nanos >= 1e6 ? `${decimal(nanos / 1e6, 1)} ms` : `${decimal(nanos / 1e3, 0)} µs`;
}

/** The time of day, here; with the day before it, unless that is today. */
export function time(instant) {
  const date = new Date(instant);
  const clock = `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
  return isToday(date) ? clock : `${day(date)} ${clock}`;
}

/** From here to there, the day said once: "28 Nov 18:00 to 20:00". */
export function span(from, to) {
  const start = new Date(from);
  const end = new Date(to);
  const until = start.toDateString() === end.toDateString() ? minutes(end) : `${day(end)} ${minutes(end)}`;
  return `${isToday(start) ? 'today' : day(start)} ${minutes(start)} to ${until}`;
}

/** How long from one instant to another: "2 min 05 s". */
export function lasted(from, to) {
  const seconds = Math.max(0, Math.round((new Date(to) - new Date(from)) / 1000));
  const hours = Math.floor(seconds / 3600);
  const rest = `${pad(Math.floor(seconds / 60) % 60)} min ${pad(seconds % 60)} s`;
  return hours > 0 ? `${hours} h ${rest}` : rest.replace(/^0/, '').replace(/^0 min 0?/, '');
}

/** How much later, in the form of a timeline: "+0.006 s". */
export function later(from, at) {
  return `+${decimal((new Date(at) - new Date(from)) / 1000, 3)} s`;
}

function decimal(value, decimals) {
  let format = numberFormats.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    numberFormats.set(decimals, format);
  }
  return format.format(value);
}

function isToday(date) {
  return date.toDateString() === new Date().toDateString();
}

function day(date) {
  const year = date.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year });
}

function minutes(date) {
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

function pad(number) {
  return String(number).padStart(2, '0');
}
