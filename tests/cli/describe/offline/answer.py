# What a batch interface gives back: {"id","answer"} for each request, the first answer as a text that holds JSON.
import json
import sys

for number, line in enumerate(sys.stdin):
    request = json.loads(line)
    evidence = json.JSONDecoder().raw_decode(request["prompt"][request["prompt"].index("{"):])[0]
    if "/columns/" in request["id"]:
        answer = {"columns": [{"id": one["id"], "text": "Filled in by the clerks.", "sure": "low", "claims": []}
                              for one in evidence["columns"]]}
    else:
        answer = {"text": "What the clerks write down.", "sure": "low", "claims": []}
    print(json.dumps({"id": request["id"], "answer": json.dumps(answer) if number == 0 else answer}))
