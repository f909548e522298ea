// SPDX-License-Identifier: MIT
#pragma once

#include "describing/model/options.hpp"
#include "describing/model/table.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>

namespace scribe::cli {

/// What a model made of a text and what a person says of it.
struct Improved {
    model::Description text;     ///< a draft; without a text there is none
    std::int64_t basis = 0;      ///< describe::basis_of what is known now
    std::string why;             ///< there is none
    bool service_failed = false; ///< for the service did not answer
};

/// Has the model write better texts, one at a time. Stores none of them.
class Improver {
public:
    /// Throws as model_endpoint() does. `store` outlives it, and is for reading.
    Improver(ModelOptions const &options, int concurrency, GlobalOptions const &global, Context &context,
             catalog::Store &store);
    Improver(Improver const &) = delete;
    Improver &operator=(Improver const &) = delete;
    ~Improver();

    /// Throws base::Error(usage) when the object is gone.
    Improved improve(catalog::TextRow const &row, std::string const &hint);

private:
    struct Source;
    Source &source_of(std::string const &name);
    describe::Said ask(catalog::TextRow const &row, std::string const &hint, Improved &improved);
    describe::Said ask_relation(catalog::TextRow const &row, std::string const &hint, Improved &improved);
    describe::Said ask_object(catalog::TextRow const &row, std::string const &hint, Improved &improved);
    /// The model's answer; without one `improved` says why.
    std::string answer(llm::Request const &request, Improved &improved);

    ModelOptions m_options;
    std::filesystem::path m_catalog;
    catalog::Store &m_store;
    llm::Endpoint m_endpoint;
    llm::Client m_client;
    Answers m_answers;
    std::map<std::string, std::unique_ptr<Source>> m_sources;
    std::string m_model; ///< that answered last, as it calls itself
};

} // namespace scribe::cli
