// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "catalog/audit/subject.hpp"
#include "catalog/relations/relations.hpp"

#include <fmt/format.h>

#include <tuple>

namespace scribe::catalog {

namespace {

using model::Relationship;

bool is_manual(Relationship const &one) { return one.status == "manual"; }
bool is_declared(Relationship const &one) { return one.status == "declared"; }

/// What people say of any relationship.
auto said(auto &one) { return std::tie(one.decision, one.name, one.condition, one.rule); }

/// What only people say of one that they made.
auto said_of_own(auto &one) {
    return std::tie(one.cardinality, one.optional, one.parent_mandatory, one.array, one.type_column);
}

/// A relationship that relate found or a person made, and what people say of it.
class RelationshipSubject final : public Subject, public Undoable {
public:
    std::string_view name() const override { return "relationship"; }

    std::string text(Store &, State const &state) const override {
        if (!state) return "not there";
        auto const one = model::relationship_from_json(*state);
        std::vector<std::string> parts{one.decision, one.status, one.cardinality};
        if (one.optional) parts.emplace_back("optional");
        for (auto const *const words : {&one.name, &one.condition, &one.rule}) {
            if (!words->empty()) parts.push_back(*words);
        }
        return base::join(parts, ", ");
    }

    std::vector<NamedObject> objects(Store &store, Event const &event) const override {
        auto const one = ends(event);
        auto const source = source_of(store, event, one);
        std::vector<NamedObject> objects;
        for (auto const *const end : {&one.from, &one.to}) {
            for (auto const &column : end->columns) {
                auto &object = objects.emplace_back();
                object.source = source ? source->name : "";
                object.record.kind = model::Kind::column;
                object.record.schema = end->schema;
                object.record.table = end->table;
                object.record.name = column;
            }
        }
        return objects;
    }

    Undoable const &undoable() const override { return *this; }

    void follow_renames(Store &store, Event &event) const override {
        auto const before = ends(event);
        auto const source = source_of(store, event, before);
        if (!source) return;
        auto now = before;
        for (auto *const end : {&now.from, &now.to}) *end = present_end(store, source->name, *end, event.change_set);
        if (now.from == before.from && now.to == before.to) return;
        for (auto *const state : {&event.before, &event.after}) {
            if (!*state) continue;
            auto one = model::relationship_from_json(**state);
            one.from = now.from;
            one.to = now.to;
            *state = model::relationship_to_json(one);
        }
        event.subject_id = relationship_id_text(relationship_id(source->name, now));
    }

    State present(Store &store, Event const &event) const override {
        auto const row = find_relationship(store, parse_relationship_id(event.subject_id).value_or(0));
        return row ? State{model::relationship_to_json(row->relationship)} : std::nullopt;
    }

    /// Later runs of relate change figures and reasons, scans what is declared and how the key is called: nobody said
    /// that.
    bool same(State const &one, State const &other) const override {
        if (!one && !other) return true;
        if (one && is_declared(parsed(*one))) return same_under_key(parsed(*one), other);
        if (other && is_declared(parsed(*other))) return same_under_key(parsed(*other), one);
        if (!one || !other) return false;
        auto const a = parsed(*one);
        auto const b = parsed(*other);
        if (is_manual(a) != is_manual(b)) return false;
        return said(a) == said(b) && (!is_manual(a) || said_of_own(a) == said_of_own(b));
    }

    /// Keeps the figures of the newest run, and what the newest scan says of the foreign key.
    State target(State const &present, Event const &event) const override {
        if (!present) return event.after;
        auto now = parsed(*present);
        auto const wanted = event.after ? std::optional{parsed(*event.after)} : std::nullopt;
        if (is_declared(now)) {
            if (!wanted || !is_declared(*wanted)) return json(under_key(std::move(now), wanted));
            now.rule = wanted->rule;
            now.said = wanted->said;
            return json(now);
        }
        if (!wanted) return event.after;
        if (is_declared(*wanted)) return without_key(std::move(now), *wanted);
        if (is_manual(now) != is_manual(*wanted)) return event.after;
        said(now) = said(*wanted);
        auto const was = event.before ? parsed(*event.before) : *wanted;
        if (is_manual(now) || said_of_own(was) != said_of_own(*wanted)) said_of_own(now) = said_of_own(*wanted);
        return json(now);
    }

    void write(Store &store, Event const &event, State const &state, std::string const &) const override {
        auto const source = source_of(store, event, ends(event));
        if (!source)
            throw base::Error(
                base::ExitCode::usage,
                fmt::format("the source of {} is not in the catalog any more", base::single_line(event.label)),
                "scribe source list shows the sources");
        auto const id = *parse_relationship_id(event.subject_id);
        put_relationship(store, *source, id,
                         state ? std::optional{model::relationship_from_json(*state)} : std::nullopt);
    }

private:
    static Relationship parsed(std::string const &state) { return model::relationship_from_json(state); }
    static State json(Relationship const &one) { return model::relationship_to_json(one); }
    /// What people said before there was a key.
    static State said_before(Relationship const &key) { return key.said.empty() ? State{} : State{key.said}; }

    /// Whether people say the same of the foreign key as the other state has it.
    bool same_under_key(Relationship const &key, State const &other) const {
        if (!other) return key.rule.empty() && key.said.empty();
        auto const one = parsed(*other);
        if (key.rule != one.rule) return false;
        if (is_declared(one)) return same(said_before(key), said_before(one));
        if (!key.said.empty()) {
            auto before = parsed(key.said);
            before.rule = key.rule;
            return same(json(before), other);
        }
        // Of the rule comes, once the key is gone, that people say that there is one: see save_found.
        if (is_manual(one)) return !key.rule.empty() && one.condition.empty() && said_of_own(key) == said_of_own(one);
        return one.decision == "open" || (one.decision == "accepted" && !key.rule.empty());
    }

    /// What people said of a foreign key that is gone.
    static State without_key(Relationship now, Relationship const &wanted) {
        if (!wanted.said.empty()) {
            auto before = parsed(wanted.said);
            before.rule = wanted.rule;
            return json(before);
        }
        if (wanted.rule.empty() && is_manual(now)) return {};
        now.rule = wanted.rule;
        now.decision = wanted.rule.empty() ? "open" : "accepted";
        return json(now);
    }

    /// The end by the names that its table and columns have now.
    static model::RelationshipEnd present_end(Store &store, std::string const &source, model::RelationshipEnd end,
                                              std::string const &since) {
        model::Record record;
        record.schema = end.schema;
        record.kind = model::Kind::column;
        record.table = end.table;
        for (auto &column : end.columns) {
            record.name = column;
            column = present_name(store, source, record, since).name;
        }
        record.table.clear();
        record.name = end.table;
        for (auto const kind : {model::Kind::table, model::Kind::view}) {
            record.kind = kind;
            auto const now = present_name(store, source, record, since);
            end.schema = now.schema;
            end.table = now.name;
            if (now.name != record.name) break;
        }
        return end;
    }

    static Relationship ends(Event const &event) {
        return model::relationship_from_json(event.after ? *event.after : event.before.value_or("{}"));
    }

    static std::optional<SourceRow> source_of(Store &store, Event const &event, Relationship const &one) {
        for (auto &source : store.sources()) {
            if (relationship_id_text(relationship_id(source.name, one)) == event.subject_id) return std::move(source);
        }
        return std::nullopt;
    }
};

} // namespace

Subject const &relationship_subject() {
    static RelationshipSubject const k_subject;
    return k_subject;
}

} // namespace scribe::catalog
