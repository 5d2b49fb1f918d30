"""From spans to who, where and when: actors, dates, places, quantities, and the records made of them."""
