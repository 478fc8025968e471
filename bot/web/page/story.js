// The reader goes to the passage also when the address does not end in #passage.
const passage = document.getElementById("passage");
if (passage && !location.hash) passage.scrollIntoView({ block: "center" });
