// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

namespace scribe::exporter::erd {

/// Two nodes of an undirected graph that belong together.
struct Link {
    std::size_t a, b;
    double weight = 1;
};

/// Divides a graph of nodes 0 ... nodes-1 into communities that are linked more within than to each other, by the
/// Louvain method (Blondel et al. 2008): the community of each node, numbered from 0 by their first nodes. The same
/// links give the same communities. A larger resolution gives more and smaller communities.
std::vector<std::size_t> communities(std::size_t nodes, std::vector<Link> const &links, double resolution = 1);

} // namespace scribe::exporter::erd
