// SPDX-License-Identifier: MIT
#include "llm/lines.hpp"

#include "base/json.hpp"
#include "llm/read.hpp"

namespace scribe::llm {

namespace {

struct ObjectLine {
    std::string id, model;
    Raw answer;
};
template <typename Visit> void fields(Visit &&visit, ObjectLine &o) {
    visit("id", o.id);
    visit("model", o.model);
    visit("answer", o.answer);
}

struct TextLine {
    std::string id, model, answer;
};
template <typename Visit> void fields(Visit &&visit, TextLine &o) {
    visit("id", o.id);
    visit("model", o.model);
    visit("answer", o.answer);
}

struct HintLine {
    std::string ref, hint;
};
template <typename Visit> void fields(Visit &&visit, HintLine &o) {
    visit("ref", o.ref);
    visit("hint", o.hint);
}

struct Verdict {
    std::string id, verdict;
};
template <typename Visit> void fields(Visit &&visit, Verdict &o) {
    visit("id", o.id);
    visit("verdict", o.verdict);
}

struct VerdictList {
    std::vector<Verdict> pairs;
};
template <typename Visit> void fields(Visit &&visit, VerdictList &o) { visit("pairs", o.pairs); }

struct Text {
    std::string text;
};
template <typename Visit> void fields(Visit &&visit, Text &o) { visit("text", o.text); }

} // namespace

std::string request_line(Request const &request) {
    base::JsonWriter json;
    json.begin_object();
    json.member("id", request.id);
    json.member("system", request.system);
    json.member("prompt", request.prompt);
    json.key("schema");
    json.raw(request.schema);
    json.end_object();
    return json.take() + "\n";
}

std::optional<AnswerLine> read_answer_line(std::string_view line) {
    ObjectLine object;
    if (read_json(line, object) && !object.id.empty()) return AnswerLine{object.id, object.answer.text, object.model};
    TextLine text;
    if (read_json(line, text) && !text.id.empty()) return AnswerLine{text.id, text.answer, text.model};
    return std::nullopt;
}

std::optional<std::pair<std::string, std::string>> read_hint_line(std::string_view line) {
    HintLine hint;
    if (!read_json(line, hint) || hint.ref.empty() || hint.hint.empty()) return std::nullopt;
    return std::pair{hint.ref, hint.hint};
}

std::map<std::string, std::string> read_verdicts(std::string const &json) {
    VerdictList list;
    std::map<std::string, std::string> verdicts;
    if (!read_json(json, list)) return verdicts;
    for (auto &one : list.pairs) verdicts.try_emplace(std::move(one.id), std::move(one.verdict));
    return verdicts;
}

std::string text_member(std::string const &json) {
    Text text;
    read_json(json, text);
    return text.text;
}

} // namespace scribe::llm
