// SPDX-License-Identifier: MIT
#pragma once

#include "base/markdown.hpp"

namespace scribe::exporter::markdown {

/// What pages are written with.
using namespace base::markdown;

} // namespace scribe::exporter::markdown
