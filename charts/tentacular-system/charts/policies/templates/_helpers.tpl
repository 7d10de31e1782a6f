{{- define "policies.labels" -}}
{{ include "tentacular-system.labels" (dict "root" . "part" "policies") }}
{{- end }}

{{/* Whoever may change this very policy is an admin, and not bound by it: no list of names that could grow old. */}}
{{- define "policies.notForAdmins" -}}
- name: not-for-admins
  expression: >-
    !authorizer.group('admissionregistration.k8s.io').resource('validatingadmissionpolicies').name({{ . | squote }}).check('update').allowed()
{{- end }}

{{/* A controller of Kubernetes; all of them have one name where they are not told to use accounts of their own. */}}
{{- define "policies.byController" -}}
(request.userInfo.username.startsWith('system:serviceaccount:kube-system:') || request.userInfo.username == 'system:kube-controller-manager')
{{- end }}

{{/* A level is given by some clusters; a type, user or role would be another confinement than the node's. */}}
{{- define "policies.ownSELinux" -}}
(!has({{ . }}.seLinuxOptions) || (!has({{ . }}.seLinuxOptions.type) && !has({{ . }}.seLinuxOptions.user) && !has({{ . }}.seLinuxOptions.role)))
{{- end }}

{{/* Where a policy holds. */}}
{{- define "policies.binding" -}}
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: {{ .name }}
  labels:
    {{- include "policies.labels" .root | nindent 4 }}
spec:
  policyName: {{ .name }}
  validationActions: [Deny]
  matchResources:
    namespaceSelector:
      matchExpressions:
        - key: kubernetes.io/metadata.name
          operator: In
          values:
            {{- toYaml .root.Values.global.workflowNamespaces | nindent 12 }}
{{- end }}
