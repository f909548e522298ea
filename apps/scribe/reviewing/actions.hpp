// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/descriptions.hpp"
#include "command.hpp"
#include "describing/text_options.hpp"
#include "output/output.hpp"

#include <optional>
#include <string>

// What `scribe review` does without a terminal session, one function a subcommand.
namespace scribe::cli {

void list_reviews(catalog::Store &store, catalog::TextQuery const &query, OutputOptions const &output,
                  Context &context);

enum class Decision { approve, reject };

/// Decides on all texts that the query gives, as one change set. Returns false when there is none.
bool decide_all(catalog::Store &store, catalog::TextQuery const &query, Decision decision, std::string const &author,
                bool dry_run);

/// The one object that the query names: what people decide on where there is such a version, else what counts. Throws
/// base::Error(usage) when there is none or more than one.
catalog::TextRow find_one(catalog::Store &store, catalog::TextQuery const &query);

/// A new version of a person: `text`, else what they write in their editor.
void edit_one(catalog::Store &store, catalog::TextRow const &row, std::optional<std::string> text,
              std::string const &author, Context &context);

/// What two versions differ in; without numbers the newest and the one before.
void show_difference(catalog::Store &store, catalog::TextRow const &row, std::int64_t from, std::int64_t to,
                     OutputOptions const &output, Context &context);

/// Makes the text of an old version the one that counts.
void restore_one(catalog::Store &store, catalog::TextRow const &row, std::int64_t version, std::string const &author);

/// The texts with their reasons, evidence and versions.
void show_reviews(catalog::Store &store, catalog::TextQuery const &query, OutputOptions const &output,
                  Context &context);

} // namespace scribe::cli
