// SPDX-License-Identifier: MIT
#include "model/serialize.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "model/fields.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace scribe::model {

namespace {

using nlohmann::json;

// ---- writing: empty, false and absent members are left out, so no struct may default a flag to true

template <typename T> bool is_default(T const &value) { return value == T{}; }
template <typename T> bool is_default(std::vector<T> const &list) { return list.empty(); }

template <typename T> void write_value(base::JsonWriter &out, T const &value) {
    if constexpr (requires { out.value(value); }) out.value(value);
    else {
        out.begin_object();
        fields(
            [&out](char const *name, auto const &member) {
                if (is_default(member)) return;
                out.key(name);
                write_value(out, member);
            },
            value);
        out.end_object();
    }
}

// clang-format off
template <typename T>
    requires(!requires(base::JsonWriter out, T value) { out.value(value); })
void write_value(base::JsonWriter &out, std::vector<T> const &list) {
    out.begin_array();
    for (T const &item : list) write_value(out, item);
    out.end_array();
}
// clang-format on

// ---- reading

void read_value(json const &from, std::string &to) { to = from.get_ref<std::string const &>(); }
void read_value(json const &from, bool &to) { to = from.get<bool>(); }
void read_value(json const &from, std::int64_t &to) { to = from.get<std::int64_t>(); }

template <typename T> void read_value(json const &from, T &to);

template <typename T> void read_value(json const &from, std::optional<T> &to) { read_value(from, to.emplace()); }

template <typename T> void read_value(json const &from, std::vector<T> &to) {
    to.clear();
    to.reserve(from.size());
    for (auto const &item : from) read_value(item, to.emplace_back());
}

template <typename T> void read_value(json const &from, T &to) {
    fields(
        [&from](char const *name, auto &member) {
            auto const found = from.find(name);
            if (found != from.end()) read_value(*found, member);
        },
        to);
}

/// The members of Stats; here, because Stats is no object of its own.
template <typename V, typename T> void stats_fields(V &&visit, T &o) {
    visit("rows", o.rows);
    visit("rows_exact", o.rows_exact);
    visit("total_bytes", o.total_bytes);
    visit("bytes_exact", o.bytes_exact);
    visit("heap_bytes", o.heap_bytes);
    visit("index_bytes", o.index_bytes);
    visit("toast_bytes", o.toast_bytes);
    visit("live_rows", o.live_rows);
    visit("dead_rows", o.dead_rows);
    visit("seq_scans", o.seq_scans);
    visit("index_scans", o.index_scans);
    visit("last_vacuum", o.last_vacuum);
    visit("last_analyze", o.last_analyze);
}

} // namespace

template <typename T> Record to_record(T object) {
    base::JsonWriter out;
    out.begin_object();
    fields(
        [&out](char const *name, auto const &member) {
            if (is_default(member)) return;
            out.key(name);
            write_value(out, member);
        },
        object);
    out.end_object();
    Record record;
    static_cast<Object &>(record) = std::move(static_cast<Object &>(object));
    record.kind = T::k_kind;
    record.body = out.take();
    return record;
}

template <typename T> T from_record(Record const &record) {
    T object;
    static_cast<Object &>(object) = record;
    try {
        auto const body = json::parse(record.body);
        read_value(body, object);
    } catch (json::exception const &error) {
        throw base::Error(base::ExitCode::catalog,
                          fmt::format("{} {}.{}{}{}: its catalog entry is damaged: {}", kind_name(record.kind),
                                      record.schema, record.table, record.table.empty() ? "" : ".", record.name,
                                      error.what()));
    }
    return object;
}

std::string stats_to_json(Stats const &stats) {
    base::JsonWriter out;
    out.begin_object();
    stats_fields(
        [&out](char const *name, auto const &member) {
            if (!is_default(member)) out.member(name, member);
        },
        stats);
    out.end_object();
    return out.take();
}

Stats stats_from_json(std::string_view text) {
    Stats stats;
    auto const body = json::parse(text);
    stats_fields(
        [&body](char const *name, auto &member) {
            auto const found = body.find(name);
            if (found != body.end()) read_value(*found, member);
        },
        stats);
    return stats;
}

#define SCRIBE_INSTANTIATE(T)                                                                                          \
    template Record to_record<T>(T);                                                                                   \
    template T from_record<T>(Record const &);
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
#undef SCRIBE_INSTANTIATE

} // namespace scribe::model
