//! Skills and their other names: "k8s" is Kubernetes. One table for postings, resumes, scores and the offline provider.
