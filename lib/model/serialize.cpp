// SPDX-License-Identifier: MIT
#include "model/serialize.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "model/json/field_json.hpp"
#include "model/json/fields.hpp"
#include "model/label.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <concepts>

namespace scribe::model {

namespace {

[[noreturn]] void fail_damaged(Record const &record, std::string const &why) {
    throw base::Error(base::ExitCode::catalog,
                      fmt::format("{} {}.{}{}{}: its catalog entry is damaged: {}", kind_name(record.kind),
                                  record.schema, record.table, record.table.empty() ? "" : ".", record.name, why));
}

/// As read_text, but damage is an Error that names `record`.
template <typename T> void read_entry(std::string_view text, T &to, Record const &record) {
    read_text(text, to, [&](std::string const &why) { fail_damaged(record, why); });
}

template <typename T> std::string to_json(T const &object) {
    base::JsonWriter out;
    write_value(out, object);
    return out.take();
}

} // namespace

template <typename T> Record to_record(T object) {
    Record record;
    record.body = to_json(object);
    record.kind = T::k_kind;
    static_cast<Object &>(record) = std::move(static_cast<Object &>(object));
    return record;
}

template <typename T> void from_record(Record const &record, T &object) {
    static_cast<Object &>(object) = record;
    read_entry(record.body, object, record);
}

template <typename T> T from_record(Record const &record) {
    T object;
    from_record(record, object);
    return object;
}

std::string stats_to_json(Stats const &stats) { return to_json(stats); }

Stats stats_from_json(std::string_view text, Record const &record) {
    Stats stats;
    read_entry(text, stats, record);
    return stats;
}

/// The hits of evidence as it is kept, "EMAIL=130,153,12": distinct values, rows where they are more, and how many of
/// the values are valid, where any is.
struct StoredEvidence {
    ClassEvidence evidence;
    std::vector<std::string> tests;
};

template <typename V, typename T>
requires std::same_as<std::remove_const_t<T>, StoredEvidence>
void fields(V &&visit, T &o) {
    fields(visit, o.evidence);
    visit("tests", o.tests);
}

namespace {

template <typename T> T from_json(std::string_view text, std::string_view owner, std::string_view what) {
    T object;
    read_text(text, object, [&](std::string const &why) {
        throw base::Error(base::ExitCode::catalog, fmt::format("column {}: its {} is damaged: {}", owner, what, why));
    });
    return object;
}

ClassHit hit_of(std::string_view text, std::string_view owner) {
    auto const equals = text.rfind('=');
    auto const counts = base::split(text.substr(std::min(equals, text.size() - 1) + 1), ',');
    ClassHit hit{std::string{text.substr(0, equals)}, 0, 0, 0};
    std::array<std::int64_t *, 3> const members{&hit.values, &hit.rows, &hit.valid};
    bool sound = equals != text.npos && counts.size() <= members.size();
    for (std::size_t i = 0; sound && i < counts.size(); ++i) {
        auto const count = base::parse_int(counts[i]);
        sound = count.has_value();
        *members[i] = count.value_or(0);
    }
    if (!sound)
        throw base::Error(base::ExitCode::catalog,
                          fmt::format("column {}: its evidence of personal data is damaged: {}", owner, text));
    if (counts.size() == 1) hit.rows = hit.values;
    return hit;
}

} // namespace

std::string class_evidence_to_json(ClassEvidence const &evidence) {
    StoredEvidence stored{evidence, {}};
    stored.evidence.hits.clear();
    for (auto const &hit : evidence.hits) {
        auto text = fmt::format("{}={}", hit.test, hit.values);
        if (hit.rows != hit.values || hit.valid != 0) text += fmt::format(",{}", hit.rows);
        if (hit.valid != 0) text += fmt::format(",{}", hit.valid);
        stored.tests.push_back(std::move(text));
    }
    return to_json(stored);
}

std::string label_to_json(Label const &label) { return to_json(label); }

ClassEvidence class_evidence_from_json(std::string_view text, std::string_view owner) {
    auto stored = from_json<StoredEvidence>(text, owner, "evidence of personal data");
    for (auto const &test : stored.tests) stored.evidence.hits.push_back(hit_of(test, owner));
    return std::move(stored.evidence);
}

Label label_from_json(std::string_view text, std::string_view owner) { return from_json<Label>(text, owner, "label"); }

#define SCRIBE_INSTANTIATE(T)                                                                                          \
    template Record to_record<T>(T);                                                                                   \
    template T from_record<T>(Record const &);                                                                         \
    template void from_record<T>(Record const &, T &);
SCRIBE_INSTANTIATE(Schema)
SCRIBE_INSTANTIATE(Table)
SCRIBE_INSTANTIATE(View)
SCRIBE_INSTANTIATE(Column)
SCRIBE_INSTANTIATE(Constraint)
SCRIBE_INSTANTIATE(Index)
SCRIBE_INSTANTIATE(Sequence)
SCRIBE_INSTANTIATE(Type)
SCRIBE_INSTANTIATE(Routine)
SCRIBE_INSTANTIATE(Trigger)
SCRIBE_INSTANTIATE(Rule)
SCRIBE_INSTANTIATE(Policy)
SCRIBE_INSTANTIATE(Statistics)
SCRIBE_INSTANTIATE(Extension)
SCRIBE_INSTANTIATE(Publication)
SCRIBE_INSTANTIATE(EventTrigger)
SCRIBE_INSTANTIATE(Server)
SCRIBE_INSTANTIATE(Privileges)
#undef SCRIBE_INSTANTIATE

} // namespace scribe::model
