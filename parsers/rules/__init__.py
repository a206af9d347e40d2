"""The rules that make facts of numbers, by kind; `order` says in which turn they are asked."""
