// SPDX-License-Identifier: MIT
#pragma once

// The classes of CLI11 that declarations name. Its header takes seconds to compile, so only what declares options or
// reads them includes it.
namespace CLI { // NOLINT(readability-identifier-naming): its name
class App;
class Option;
class ParseError;
} // namespace CLI
