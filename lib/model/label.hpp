// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What a column holds, seen as personal data. Filled by lib/classify, kept as JSON by the catalog.
namespace scribe::model {

/// How many values of a column answered one test. A test is a format, a list of words or a shape.
struct ClassHit {
    std::string test;
    std::int64_t values = 0; ///< distinct values
    std::int64_t rows = 0;   ///< rows that hold them
    std::int64_t valid = 0;  ///< distinct values whose checksum is right too; 0 for tests without one
    bool operator==(ClassHit const &) const = default;
};

/// What one pass over the sampled values of a column found. No value of the column is in it.
struct ClassEvidence {
    std::int64_t rows = 0;       ///< values that are neither null nor blank
    std::int64_t nulls = 0;      ///< null or blank
    std::int64_t tested = 0;     ///< distinct values that were tested
    bool more = false;           ///< there are more distinct values than were tested
    std::int64_t min_length = 0; ///< of the tested values, in bytes
    std::int64_t max_length = 0;
    std::int64_t total_length = 0; ///< of all tested values together
    std::int64_t sequential = 0;   ///< whole numbers that are the row before plus 1 to 9
    std::int64_t minimum = 0; ///< at most the least whole part of the tested values that are numbers: a round number
    std::int64_t maximum = 0; ///< at least the greatest
    std::vector<std::int64_t>
        decades;                ///< tested values that are dates: before 1900, 1900-1909 ... 2020-2029, from 2030 on
    std::vector<ClassHit> hits; ///< tests that any value answered, by name
    bool operator==(ClassEvidence const &) const = default;
};

/// What the column was found to be.
struct Label {
    std::string entity;                ///< PERSON, EMAIL, US_SSN ...; empty when it is not personal data
    double confidence = 0;             ///< 0 to 1
    std::string sensitivity = "none";  ///< personal | special category | financial | credential | none
    std::vector<std::string> evidence; ///< short sentences, the strongest first; no value of the column is in them
    std::string semantic_type;         ///< url, uuid, country_code ... where the values prove one; else empty
    double semantic_confidence = 0;    ///< 0 to 1
    /// Some values hold personal data, too few to name the column after it: no raw value may be stored all the same.
    bool guarded = false;
    bool operator==(Label const &) const = default;
};

/// What a person says a column holds, seen as personal data.
struct ColumnDecision {
    std::string schema, table, column;
    std::string decision;            ///< set | rejected
    std::string entity, sensitivity; ///< of set
    bool operator==(ColumnDecision const &) const = default;
};

/// As compact JSON, members at their default left out.
std::string column_decision_to_json(ColumnDecision const &decision);

/// As compact JSON: members that have their default value are left out.
std::string class_evidence_to_json(ClassEvidence const &evidence);
std::string label_to_json(Label const &label);

/// The reverse. Throws base::Error(catalog) that names `owner` (the column) when the text is not what the former wrote.
ClassEvidence class_evidence_from_json(std::string_view text, std::string_view owner);
Label label_from_json(std::string_view text, std::string_view owner);

} // namespace scribe::model
