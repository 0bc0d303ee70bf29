// Rows as an Excel workbook.

import { COLUMNS, clean, header, rows } from "./rows.js";
import { zip } from "./zip.js";

/**
 * @typedef {import("../model.js").Service} Service
 * @typedef {import("../model.js").State} State
 * @typedef {import("./rows.js").Row} Row
 */

const WIDTHS = [8, 45, 20, 20, 14, 12, 50, 60];
const LONGEST = 32_767; // characters that Excel takes in a cell
const STYLES = { text: 0, header: 1, date: 2, link: 3 };
const DAY = 86_400_000;
const FIRST = Date.UTC(1899, 11, 30); // Excel's day 0

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const FORMATS = "http://schemas.openxmlformats.org";
const MAIN = `${FORMATS}/spreadsheetml/2006/main`;
const KINDS = `${FORMATS}/officeDocument/2006/relationships`;
const RELATIONS = `${FORMATS}/package/2006/relationships`;
const TYPES = `${FORMATS}/package/2006/content-types`;
const SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/**
 * @param {Service} service
 * @param {State} state
 * @param {string} base
 */
export function xlsx(service, state, base) {
  const found = rows(service, state, base);
  const linked = found
    .map(({ url }, number) => ({ url, cell: `A${number + 2}`, id: `rId${number + 1}` }))
    .filter(({ url }) => url);
  return zip([
    ["[Content_Types].xml", contentTypes()],
    ["_rels/.rels", relations([["rId1", "officeDocument", "xl/workbook.xml", ""]])],
    ["xl/workbook.xml", workbook(service.shortTitle)],
    [
      "xl/_rels/workbook.xml.rels",
      relations([
        ["rId1", "worksheet", "worksheets/sheet1.xml", ""],
        ["rId2", "styles", "styles.xml", ""],
      ]),
    ],
    ["xl/styles.xml", styles()],
    ["xl/worksheets/sheet1.xml", sheet(header(service), found, linked)],
    [
      "xl/worksheets/_rels/sheet1.xml.rels",
      relations(linked.map(({ id, url }) => [id, "hyperlink", url, ' TargetMode="External"'])),
    ],
  ]);
}

function contentTypes() {
  const ending = (/** @type {string} */ name, /** @type {string} */ type) =>
    `<Default Extension="${name}" ContentType="${type}"/>`;
  const part = (/** @type {string} */ name, /** @type {string} */ kind) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${SHEETS}.${kind}+xml"/>`;
  const endings = ending("rels", "application/vnd.openxmlformats-package.relationships+xml") + ending("xml", "application/xml");
  const parts = part("workbook", "sheet.main") + part("styles", "styles") + part("worksheets/sheet1", "worksheet");
  return `${DECLARATION}<Types xmlns="${TYPES}">${endings}${parts}</Types>`;
}

/** @param {string[][]} found */
function relations(found) {
  const each = found.map(
    ([id, kind, target, more]) => `<Relationship Id="${id}" Type="${KINDS}/${kind}" Target="${escaped(target)}"${more}/>`,
  );
  return `${DECLARATION}<Relationships xmlns="${RELATIONS}">${each.join("")}</Relationships>`;
}

/** @param {string} title */
function workbook(title) {
  const name =
    clean(title)
      .replace(/[[\]:*?/\\'\s]+/g, " ")
      .trim()
      .slice(0, 31)
      .trim() || "1";
  const only = `<sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/>`;
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${KINDS}"><sheets>${only}</sheets></workbook>`;
}

function styles() {
  const top = (/** @type {string} */ attributes) =>
    `<xf ${attributes} xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>`;
  return `${DECLARATION}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>\
<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font>\
<font><u/><sz val="11"/><color rgb="FF0563C1"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">\
${top('numFmtId="0" fontId="0" fillId="0" borderId="0" quotePrefix="1"')}\
${top('numFmtId="0" fontId="1" fillId="0" borderId="0" applyFont="1"')}\
${top('numFmtId="164" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"')}\
${top('numFmtId="0" fontId="2" fillId="0" borderId="0" quotePrefix="1" applyFont="1"')}</cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

/**
 * @param {string[]} titles
 * @param {Row[]} found
 * @param {{ cell: string, id: string }[]} linked
 */
function sheet(titles, found, linked) {
  const columns = WIDTHS.map(
    (width, number) => `<col min="${number + 1}" max="${number + 1}" width="${width}" customWidth="1"/>`,
  );
  const first = `<row r="1">${titles.map((title, number) => text(`${letter(number)}1`, title, STYLES.header)).join("")}</row>`;
  const lines = found.map((row, number) => `<row r="${number + 2}">${cells(row, number + 2)}</row>`);
  const links = linked.map(({ cell, id }) => `<hyperlink ref="${cell}" r:id="${id}"/>`);
  const frozen = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  return `${DECLARATION}<worksheet xmlns="${MAIN}" xmlns:r="${KINDS}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews>\
<cols>${columns.join("")}</cols><sheetData>${first}${lines.join("")}</sheetData>\
${links.length ? `<hyperlinks>${links.join("")}</hyperlinks>` : ""}</worksheet>`;
}

/**
 * @param {Row} row
 * @param {number} line
 */
function cells(row, line) {
  return COLUMNS.map((column, number) => {
    const place = `${letter(number)}${line}`;
    if (!row[column]) return "";
    if (column === "date") return `<c r="${place}" s="${STYLES.date}"><v>${(Date.parse(row.date) - FIRST) / DAY}</v></c>`;
    return text(place, row[column], column === "id" && row.url ? STYLES.link : STYLES.text);
  }).join("");
}

/**
 * Text within the cell itself, which is never calculated.
 *
 * @param {string} place
 * @param {string} value
 * @param {number} style
 */
function text(place, value, style) {
  const whole = clean(value.slice(0, LONGEST)).replace(/_(?=x[\da-f]{4}_)/gi, "_x005F_"); // Excel reads _x0041_ as A
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(whole)}</t></is></c>`;
}

/** @param {number} number */
function letter(number) {
  return String.fromCharCode(65 + number);
}

/** @param {string} value */
function escaped(value) {
  return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
