// Helm starts this; it hands over to the program. Helm links a plugin folder, and Node resolves the link.
import "../bin/tntc.cjs";
