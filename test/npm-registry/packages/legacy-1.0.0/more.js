exports.inProduction = process.env.NODE_ENV === "production";
exports.bytes = (text) => Buffer.from(text).length;
