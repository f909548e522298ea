// SPDX-License-Identifier: MIT
#include "sql/check.hpp"

#include "base/text.hpp"
#include "sql/analyzer.hpp"
#include "sql/deep_stack.hpp"
#include "sql/tree.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

namespace scribe::sql {

namespace {

using Kind = Demand::Kind;
using Demands = std::vector<Demand>;

/// What of the column a side of a comparison is.
enum class Of { nothing, column, upper, lower, length, trimmed, trimmed_length };

struct Reader {
    std::string_view text; ///< where the parser's places are in
    std::string column;
    Demands demands{};

    bool is_column(Node const &node) const {
        auto const &value = bare(node);
        if (!value.is("ColumnRef")) return false;
        auto const words = words_of(value["fields"]);
        return !words.empty() && base::fold_case(words.back()) == base::fold_case(column);
    }

    Of of(Node const &node) const {
        auto const &value = bare(node);
        if (is_column(value)) return Of::column;
        if (!value.is("FuncCall") || !value["args"].only()) return Of::nothing;
        auto const name = last_word(value["funcname"]);
        auto const inner = of(value["args"].only().typed());
        bool const trims = name == "btrim" || name == "trim" || name == "ltrim" || name == "rtrim";
        bool const counts = name == "length" || name == "char_length" || name == "character_length";
        if (inner == Of::trimmed && counts) return Of::trimmed_length;
        if (inner != Of::column) return Of::nothing;
        return name == "upper"   ? Of::upper
               : name == "lower" ? Of::lower
               : counts          ? Of::length
               : trims           ? Of::trimmed
                                 : Of::nothing;
    }

    void add(Kind kind, std::vector<std::string> values = {}, bool any_case = false) {
        demands.push_back({kind, std::move(values), any_case});
    }

    /// libpg_query's JSON leaves the value of negative integers out: they stand in the text.
    std::optional<std::string> constant(Node const &value) const {
        auto const at = static_cast<std::size_t>(value["location"].number);
        if (!value["ival"] || value["ival"]["ival"] || at >= text.size() || text[at] != '-')
            return constant_text(value);
        auto const begin = text.find_first_of("0123456789", at);
        if (begin == std::string_view::npos) return std::nullopt;
        return "-" + std::string{text.substr(begin, text.find_first_not_of("0123456789", begin) - begin)};
    }

    std::optional<std::vector<std::string>> constants(Node const &node) const {
        auto const &value = bare(node);
        std::vector<std::string> texts;
        if (value.is("A_Const")) {
            auto one = constant(value);
            if (!one) return std::nullopt;
            texts.push_back(std::move(*one));
            return texts;
        }
        auto const &items = value.is("List") ? value["items"] : value["elements"];
        if (!value.is("List") && !value.is("A_ArrayExpr")) return std::nullopt;
        for (auto const &item : items) {
            auto one = constants(item.typed());
            if (!one || one->size() != 1) return std::nullopt;
            texts.push_back(std::move(one->front()));
        }
        return texts.empty() ? std::nullopt : std::optional{std::move(texts)};
    }

    bool list(Node const &node, std::string_view op) {
        auto const side = of(node.child("lexpr"));
        auto values = constants(node.child("rexpr"));
        bool const folds = side == Of::upper || side == Of::lower;
        if (!values || (side != Of::column && !folds) || (op != "=" && op != "<>")) return false;
        add(op == "=" ? Kind::one_of : Kind::none_of, std::move(*values), folds);
        return true;
    }

    bool length(std::string_view op, std::string const &number, Of side) {
        auto const count = base::parse_int(number);
        if (!count) return false;
        auto const least = op == ">" ? *count + 1 : *count, most = op == "<" ? *count - 1 : *count;
        bool const some = (op == ">" || op == ">=") && least == 1;
        if (some || (op == "<>" && *count == 0)) {
            add(side == Of::length ? Kind::not_empty : Kind::not_blank);
            return true;
        }
        bool const is_least = op == ">" || op == ">=", is_most = op == "<" || op == "<=";
        if (side != Of::length || (!is_least && !is_most && op != "=")) return false;
        if (!is_most) add(Kind::shortest, {std::to_string(least)});
        if (!is_least) add(Kind::longest, {std::to_string(most)});
        return true;
    }

    bool compare(Node const &left, std::string_view op, Node const &right) {
        auto const side = of(left);
        if (op == "=" && is_column(right) && (side == Of::upper || side == Of::lower)) {
            add(side == Of::upper ? Kind::upper_case : Kind::lower_case);
            return true;
        }
        auto const values = constants(right);
        if (!values || values->size() != 1) return false;
        auto const &value = values->front();
        if (side == Of::length || side == Of::trimmed_length) return length(op, value, side);
        if (side == Of::trimmed && op == "<>" && value.empty()) {
            add(Kind::not_blank);
            return true;
        }
        bool const folds = side == Of::upper || side == Of::lower;
        if (side != Of::column && !(folds && op == "=")) return false;
        static constexpr std::array<std::pair<std::string_view, Kind>, 6> k_kinds{{{"=", Kind::one_of},
                                                                                   {"<>", Kind::none_of},
                                                                                   {">=", Kind::least},
                                                                                   {">", Kind::above},
                                                                                   {"<=", Kind::most},
                                                                                   {"<", Kind::below}}};
        auto const *const found = std::ranges::find(k_kinds, op, &std::pair<std::string_view, Kind>::first);
        if (found == k_kinds.end()) return false;
        if (op == "<>" && value.empty()) add(Kind::not_empty);
        else add(found->second, {value}, folds);
        return true;
    }

    bool expression(Node const &node) {
        auto const kind = node.word("kind");
        auto const op = last_word(node["name"]);
        if (kind == "AEXPR_OP_ANY" || kind == "AEXPR_IN") return list(node, op) && (op == "=" || kind == "AEXPR_IN");
        if (kind == "AEXPR_OP_ALL") return op == "<>" && list(node, op);
        if (kind == "AEXPR_BETWEEN") {
            auto const ends = constants(node.child("rexpr"));
            if (!ends || ends->size() != 2 || of(node.child("lexpr")) != Of::column) return false;
            add(Kind::least, {(*ends)[0]});
            add(Kind::most, {(*ends)[1]});
            return true;
        }
        if (kind != "AEXPR_OP") return false;
        auto const &first = node.child("lexpr"), &second = node.child("rexpr");
        if (of(first) != Of::nothing) return compare(first, op, second);
        auto const mirrored = op == ">=" ? "<=" : op == ">" ? "<" : op == "<=" ? ">=" : op == "<" ? ">" : op;
        return compare(second, mirrored, first);
    }

    /// Equalities with one value after the other are a list; an arm for NULL says nothing.
    bool any(Node const &arms) {
        Demand all{Kind::one_of};
        std::size_t read = 0;
        Demands alone;
        for (auto const &arm : arms) {
            auto const &value = arm.typed();
            if (value.is("NullTest") && value.word("nulltesttype") == "IS_NULL" && is_column(value.child("arg")))
                continue;
            Reader one{text, column};
            if (!one.read(value)) return false;
            ++read;
            alone = one.demands;
            if (one.demands.size() != 1 || one.demands[0].kind != Kind::one_of) continue;
            auto &list = one.demands[0];
            all.any_case = list.any_case;
            all.values.insert(all.values.end(), list.values.begin(), list.values.end());
            alone.clear();
        }
        if (read == 1 && !alone.empty()) demands.insert(demands.end(), alone.begin(), alone.end());
        else if (alone.empty() && !all.values.empty() && read <= all.values.size()) demands.push_back(std::move(all));
        else return false;
        return true;
    }

    bool read(Node const &value) {
        auto const &node = bare(value);
        if (node.is("A_Expr")) return expression(node);
        if (node.is("NullTest") && node.word("nulltesttype") == "IS_NOT_NULL" && is_column(node.child("arg"))) {
            add(Kind::not_null);
            return true;
        }
        if (node.is("FuncCall") && node["args"].only() && is_column(node["args"].only().typed())) {
            add(Kind::accepted, {std::string{last_word(node["funcname"])}});
            return true;
        }
        if (!node.is("BoolExpr")) return false;
        auto const op = node.word("boolop");
        if (op == "OR_EXPR") return any(node["args"]);
        return op == "AND_EXPR" && std::ranges::all_of(std::vector<Node const *>(pointers(node["args"])),
                                                       [&](Node const *one) { return read(one->typed()); });
    }

    static std::vector<Node const *> pointers(Node const &list) {
        std::vector<Node const *> items;
        for (auto const &one : list) items.push_back(&one);
        return items;
    }
};

bool is_type_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '"' ||
           (c >= 'A' && c <= 'Z');
}

/// Where the type ends that begins there: numeric(10,2), character varying, timestamp without time zone, text[].
std::size_t type_end(std::string_view code, std::size_t at) {
    while (at < code.size() && is_type_letter(code[at])) ++at;
    for (std::string_view const more : {" varying", " precision", " without time zone", " with time zone"})
        if (code.substr(at).starts_with(more)) at += more.size();
    if (at < code.size() && code[at] == '(') {
        auto const close = code.find(')', at);
        auto const size = code.substr(at + 1, close - at - 1);
        if (close != std::string_view::npos && size.find_first_not_of("0123456789, ") == std::string_view::npos)
            at = close + 1;
    }
    while (code.substr(at).starts_with("[]")) at += 2;
    return at;
}

} // namespace

std::vector<Demand> read_check(std::string_view check, std::string_view column) {
    auto const text = "SELECT " + std::string{check};
    if (!refusal(text).empty()) return {};
    Reader reader{text, std::string{column}};
    bool whole = false;
    run_on_deep_stack([&] {
        auto const tree = Tree::of_sql(text);
        if (!tree.error().empty()) return;
        auto const &targets = tree.root()["stmts"].only().child("stmt")["targetList"];
        if (targets.only()) whole = reader.read(targets.only().typed().child("val"));
    });
    return whole ? std::move(reader.demands) : Demands{};
}

std::string tidy_code(std::string_view code) {
    std::string text;
    char quote = 0;
    for (std::size_t i = 0; i < code.size(); ++i) {
        char const c = code[i];
        bool const blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (quote != 0) {
            if (c == quote) quote = 0;
            text += c;
        } else if (code.substr(i).starts_with("::")) {
            i = type_end(code, i + 2) - 1;
        } else if (blank) {
            if (!text.empty() && text.back() != ' ') text += ' ';
        } else {
            if (c == '\'' || c == '"') quote = c;
            text += c;
        }
    }
    return std::string{base::trim(text)};
}

} // namespace scribe::sql
