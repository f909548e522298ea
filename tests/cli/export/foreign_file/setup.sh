mkdir out
echo mine > out/main.orders.md
echo mine too > out/notes.txt
