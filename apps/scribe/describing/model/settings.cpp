// SPDX-License-Identifier: MIT
#include "describing/model/settings.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/jobs/jobs.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

std::string provider_of(std::string const &writer) { return writer.substr(0, writer.find(':')); }

/// As a person would write it.
std::string pattern_text(model::RefPattern const &pattern) {
    std::string text = pattern.exclude ? "!" : "";
    if (!pattern.source.empty()) text += pattern.source + ":";
    for (std::size_t i = 0; i < pattern.parts.size(); ++i) {
        if (i > 0) text.push_back('.');
        if (pattern.quoted[i]) base::append_quoted_ident(text, pattern.parts[i]);
        else text += pattern.parts[i];
    }
    return text;
}

} // namespace

std::string settings_to_json(ModelOptions const &options, std::vector<model::RefPattern> const &patterns) {
    std::vector<std::string> refs;
    for (auto const &pattern : patterns) refs.push_back(pattern_text(pattern));
    base::JsonWriter json;
    json.begin_object();
    json.member("writer", provider_of(options.writer));
    json.member("model", options.model);
    json.member("structure_only", options.structure_only);
    json.member("refs", refs);
    json.end_object();
    return json.take();
}

std::string resumed_job(catalog::Store &store, catalog::SourceRow const &source, ModelOptions &options,
                        std::vector<model::RefPattern> &patterns) {
    auto const job = catalog::find_resumable(store, "describe", source.name);
    if (!job)
        throw Error(ExitCode::usage, fmt::format("there is no unfinished run over {}", source.name),
                    "scribe jobs list shows all; scribe describe --writer NAME starts a new one");
    sqlite::Stmt select{store.db(), "SELECT ?1 ->> 'writer', ?1 ->> 'model', ?1 ->> 'structure_only'"};
    select.bind(1, job->options);
    select.step();
    std::string const writer{select.get_text(0)};
    if (options.writer == "rules" && writer == "exec")
        throw Error(ExitCode::usage, "the job was begun with a command, which the catalog does not keep",
                    "give --writer exec:CMD again");
    if (options.writer == "rules") options.writer = writer;
    if (provider_of(options.writer) != writer)
        throw Error(ExitCode::usage, fmt::format("the job was begun with {}, not {}", writer, options.writer),
                    "leave out --writer, or start a new run without --resume");
    if (options.model.empty()) options.model = select.get_text(1);
    options.structure_only = options.structure_only || select.get_int(2) != 0;
    sqlite::Stmt refs{store.db(), "SELECT value FROM json_each(?1, '$.refs')"};
    refs.bind(1, job->options);
    patterns.clear();
    while (refs.step()) patterns.push_back(model::parse_ref(refs.get_text(0)));
    return job->id;
}

} // namespace scribe::cli
