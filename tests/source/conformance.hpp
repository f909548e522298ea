// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"
#include "model/serialize.hpp"
#include "source/source.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

/// What every connector keeps, whatever the database: checks over the records of a scan.
namespace scribe::conformance {

using Records = std::vector<model::Record>;

/// The records of one scan and its report.
struct Scanned {
    Records records;
    source::ScanReport report;
};
Scanned scan(source::Source &source, source::ScanRequest const &request = {});

/// Fails the test for: two objects of one identity, parts without owner, columns with gaps in their positions,
/// constraints and indexes that name columns or objects that are not there, text that is no UTF-8, bodies that do not
/// survive reading and writing.
void check_records(Records const &records);

/// A second scan gives the same objects with the same content, and a scan of one table gives exactly its part of them.
void check_repeatable(source::Source &source, std::string const &schema, std::string const &table);

/// The record, or nullptr. `table` is empty for what belongs to no table.
model::Record const *find(Records const &records, model::Kind kind, std::string const &table, std::string const &name);
std::size_t count(Records const &records, model::Kind kind);

/// The object; the test fails when the scan did not give it.
template <typename T> T get(Records const &records, std::string const &table, std::string const &name) {
    INFO(model::kind_name(T::k_kind) << " " << table << "." << name);
    auto const *record = find(records, T::k_kind, table, name);
    REQUIRE(record);
    return model::from_record<T>(*record);
}

} // namespace scribe::conformance
