"use strict";
const path = require("path");
const ms = require("ms");

exports.folderOf = (file) => path.dirname(file);
exports.milliseconds = (text) => ms(text);
exports.metres = (miles) => require("tentacular-test-units/length").metres(miles);
exports.inProduction = require("./more.js").inProduction;
exports.bytes = require("./more.js").bytes;
